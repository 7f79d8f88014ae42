import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

type Run = (
  command: string,
  ...args: readonly string[]
) => { readonly status: number | null; readonly stdout: string; readonly stderr: string };

/** A digest, and the file that has the image where the engine put it in one: pushed from there it keeps the digest. */
export type Image =
  { readonly digest: string; readonly file?: string } | { readonly digest: undefined; readonly problem: string };

/** The image as a registry would have it (OCI, layers packed). */
const FILE = 'image.oci.tar';
const DIGEST = /(?:^|"digest":\s*")(sha256:[0-9a-f]{64})(?:$|")/;
const digestIn = (text: string): string | undefined => DIGEST.exec(text.trim())?.[1];

/**
 * Docker pushes what it keeps where containerd keeps its images, and `.Descriptor` has that digest; kept in its own way,
 * `.Id` is that of the image's settings, and no registry knows it.
 */
const kept = (name: string, tag: string, _: string, run: Run): Image | undefined => {
  const digest = digestIn(run(name, 'image', 'inspect', '--format', '{{json .Descriptor}}', tag).stdout);
  return digest === undefined ? undefined : { digest };
};

/** Podman and buildah keep layers unpacked, and pack them at a push: the digest of what they keep is not that of what they push. */
const pushed = (name: string, tag: string, folder: string, run: Run): Image | undefined => {
  const told = join(folder, 'digest');
  const { status } = run(name, 'push', '--digestfile', told, tag, `oci-archive:${join(folder, FILE)}:${tag}`);
  if (status !== 0) return undefined;
  const digest = digestIn(readFileSync(told, 'utf8'));
  rmSync(told);
  return digest === undefined ? undefined : { digest, file: FILE };
};

const ENGINES = [
  { name: 'docker', digestOf: kept },
  { name: 'podman', digestOf: pushed },
  { name: 'buildah', digestOf: pushed },
] as const;

/** Makes the image with the first engine that is here and works. @param folder where it is put, where the engine can */
export function imageOf(version: string, folder: string, run: Run): Image {
  const tag = `bridgekeeper:${version}`;
  const failures: string[] = [];
  for (const { name, digestOf } of ENGINES) {
    if (run(name, '--version').status !== 0) continue;
    const built = run(name, 'build', '--tag', tag, '.');
    if (built.status !== 0) {
      failures.push(`${name}: ${built.status === null ? 'it did not end in time' : lastLine(built.stderr)}`);
      continue;
    }
    const image = digestOf(name, tag, folder, run);
    if (image !== undefined) return image;
    failures.push(`${name}: it made ${tag}, and knows its digest only when it is pushed`);
  }
  const why = failures.length > 0 ? failures.join('; ') : 'no docker, podman or buildah is here.';
  return { digest: undefined, problem: `There is no image with a digest: ${why}` };
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
