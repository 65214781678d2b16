/** Small comforts for ordinary pages. Every page works without this file. */

import { keepOffline } from "../offline/register";
import { bodyMap } from "./body-map";
import { oncePerForm } from "./once";
import { printButtons } from "./print";
import { speakButtons } from "./speak";
import { warmCore } from "./warm";
import { tellZone } from "./zone";

oncePerForm(document);
bodyMap(document);
printButtons(document);
speakButtons(document);
warmCore(document);
keepOffline(document);
if (document.querySelector("[data-fresh], [data-zone]")) void tellZone();
