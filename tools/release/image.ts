type Run = (
  command: string,
  ...args: readonly string[]
) => { readonly status: number | null; readonly stdout: string; readonly stderr: string };

export type Image = { readonly digest: string } | { readonly digest: undefined; readonly problem: string };

/** How each engine makes an image, and says what its digest is. */
const ENGINES = [
  { name: 'docker', build: ['build'], inspect: ['image', 'inspect', '--format', '{{.Id}}'] },
  { name: 'podman', build: ['build'], inspect: ['image', 'inspect', '--format', '{{.Digest}}'] },
  { name: 'buildah', build: ['build'], inspect: ['inspect', '--type', 'image', '--format', '{{.FromImageDigest}}'] },
] as const;

/** Makes the image with the first engine that is here and works. */
export function imageOf(version: string, run: Run): Image {
  const tag = `bridgekeeper:${version}`;
  const failures: string[] = [];
  for (const { name, build, inspect } of ENGINES) {
    if (run(name, '--version').status !== 0) continue;
    const built = run(name, ...build, '--tag', tag, '.');
    const digest = built.status === 0 ? run(name, ...inspect, tag).stdout.trim() : '';
    if (/^sha256:[0-9a-f]{64}$/.test(digest)) return { digest };
    failures.push(`${name}: ${built.stderr.trim().split('\n').at(-1) ?? ''}`);
  }
  const why = failures.length > 0 ? failures.join('; ') : 'no docker, podman or buildah is here.';
  return { digest: undefined, problem: `There is no image: ${why}` };
}
