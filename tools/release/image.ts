type Run = (
  command: string,
  ...args: readonly string[]
) => { readonly status: number | null; readonly stdout: string; readonly stderr: string };

export type Image = { readonly digest: string } | { readonly digest: undefined; readonly problem: string };

/**
 * How each engine makes an image, and says what its digest is: that of its manifest, by which a registry knows it. Docker's
 * `.Id` is that of the image's settings where it keeps images in its own way; where containerd does, `.Descriptor` has it.
 */
const ENGINES = [
  { name: 'docker', build: ['build'], inspect: ['image', 'inspect', '--format', '{{json .Descriptor}}'] },
  { name: 'podman', build: ['build'], inspect: ['image', 'inspect', '--format', '{{.Digest}}'] },
  { name: 'buildah', build: ['build'], inspect: ['inspect', '--type', 'image', '--format', '{{.FromImageDigest}}'] },
] as const;
const DIGEST = /(?:^|"digest":\s*")(sha256:[0-9a-f]{64})(?:$|")/;

/** Makes the image with the first engine that is here and works. */
export function imageOf(version: string, run: Run): Image {
  const tag = `bridgekeeper:${version}`;
  const failures: string[] = [];
  for (const { name, build, inspect } of ENGINES) {
    if (run(name, '--version').status !== 0) continue;
    const built = run(name, ...build, '--tag', tag, '.');
    if (built.status !== 0) {
      failures.push(`${name}: ${built.status === null ? 'it did not end in time' : lastLine(built.stderr)}`);
      continue;
    }
    const digest = DIGEST.exec(run(name, ...inspect, tag).stdout.trim())?.[1];
    if (digest !== undefined) return { digest };
    failures.push(`${name}: it made ${tag}, and knows its digest only when it is pushed`);
  }
  const why = failures.length > 0 ? failures.join('; ') : 'no docker, podman or buildah is here.';
  return { digest: undefined, problem: `There is no image with a digest: ${why}` };
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
