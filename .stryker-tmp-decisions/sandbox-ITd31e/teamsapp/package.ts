// @ts-nocheck
import { AppManifestUtils, type AppManifest } from '@microsoft/app-manifest';
import { strToU8, zipSync } from 'fflate';
import { readSettings, type Environment } from './settings.ts';

/** The files an app package is made of, as they lie in teamsapp/. */
export type Parts = {
  /** manifest.json with its `${{NAME}}` placeholders. */
  readonly manifest: string;
  readonly color: Uint8Array;
  readonly outline: Uint8Array;
};

export type Packaged =
  | { readonly ok: true; readonly zip: Uint8Array; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Makes the zip that Teams installs: the manifest filled from the sources (the first that has a value wins) and the
 * two icons, all at the root. The same parts and settings give the same bytes, whenever and wherever it runs.
 * What is wrong is told in words and all at once. Throws only when the manifest is not JSON at all.
 */
export async function packageApp(parts: Parts, sources: readonly Environment[]): Promise<Packaged> {
  const settings = readSettings(sources);
  if (!settings.ok) return settings;
  const { text, unknown } = fillPlaceholders(parts.manifest, settings.values);
  if (unknown.length > 0) {
    return { ok: false, problems: unknown.map((name) => `manifest.json asks for ${name}, which settings.ts lacks.`) };
  }
  const mistakes = await validateManifest(JSON.parse(text));
  if (mistakes.length > 0) return { ok: false, problems: mistakes.map((mistake) => `manifest.json: ${mistake}`) };
  return { ok: true, zip: zip(text, parts), notes: settings.notes };
}

/** Puts the values where the placeholders are, escaped for JSON; `unknown` are placeholders without a value. */
export function fillPlaceholders(
  template: string,
  values: Readonly<Record<string, string>>,
): { readonly text: string; readonly unknown: readonly string[] } {
  const unknown = new Set<string>();
  const text = template.replace(/\$\{\{ *(\w+) *\}\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) unknown.add(name);
    return value === undefined ? placeholder : JSON.stringify(value).slice(1, -1);
  });
  return { text, unknown: [...unknown] };
}

/** Holds a filled manifest against the schema it names, from the copy that Microsoft's package brings: no network. */
export async function validateManifest(manifest: unknown): Promise<readonly string[]> {
  if (!isManifest(manifest)) return ['it is not an object with a $schema'];
  return AppManifestUtils.validateAgainstSchema(manifest);
}

/** Only opens the door to the validator, which judges everything else. */
function isManifest(value: unknown): value is AppManifest {
  return typeof value === 'object' && value !== null && '$schema' in value;
}

function zip(manifest: string, { color, outline }: Parts): Uint8Array {
  // A zip stores local time without a zone, so this moment reads the same in every zone.
  const mtime = new Date(1980, 0, 1, 12);
  return zipSync({ 'manifest.json': strToU8(manifest), 'color.png': color, 'outline.png': outline }, { mtime });
}
