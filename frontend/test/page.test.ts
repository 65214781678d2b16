import { beforeEach, describe, expect, test } from "vitest";
import { bodyMap } from "../src/page/body-map";
import { oncePerForm } from "../src/page/once";

const submit = (form: HTMLFormElement) => {
  const event = new Event("submit", { bubbles: true, cancelable: true });
  form.dispatchEvent(event);
  return event;
};

describe("a form", () => {
  oncePerForm(document);
  beforeEach(() => {
    document.body.innerHTML = "<form><button>Save</button></form>";
  });

  test("is sent once although Save was pressed twice", () => {
    const form = document.querySelector("form") as HTMLFormElement;
    expect(submit(form).defaultPrevented).toBe(false);
    expect(submit(form).defaultPrevented).toBe(true);
  });

  test("can be sent again after coming back to the page", () => {
    const form = document.querySelector("form") as HTMLFormElement;
    submit(form);
    window.dispatchEvent(new Event("pageshow"));
    expect(submit(form).defaultPrevented).toBe(false);
  });
});

test("touching the picture of the body ticks the box in the list, and unticks it", () => {
  document.body.innerHTML = `<div class="bodies"><svg><path data-value="band"></path></svg></div>
    <form><input type="checkbox" value="band"></form>`;
  bodyMap(document);
  const box = document.querySelector("input") as HTMLInputElement;
  const spot = document.querySelector("path") as SVGElement;
  spot.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  expect(box.checked).toBe(true);
  spot.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  expect(box.checked).toBe(false);
});
