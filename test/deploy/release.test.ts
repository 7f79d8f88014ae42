import { readdirSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { changesOf } from '../../tools/release/changes.ts';
import { imageOf } from '../../tools/release/image.ts';
import { aFolder } from '../store/support.ts';

const LOG = (unreleased: string): string =>
  `# Changelog\n\n## Unreleased\n\n${unreleased}\n\n## 0.2.0, 2026-12-01\n\n- Two.\n\n## 0.1.0, 2026-11-01\n\n- One.\n`;

describe('the notes of a release', () => {
  test('are what stands under its version, where nothing waits', () => {
    expect(changesOf(LOG(''), '0.2.0')).toEqual({ notes: '- Two.' });
  });

  test('are what waits, and that is told, where something does or the version has none', () => {
    expect(changesOf(LOG('- Three.'), '0.2.0')).toMatchObject({
      notes: '- Three.',
      problem: expect.stringContaining('Unreleased') as string,
    });
    expect(changesOf(LOG(''), '0.3.0').problem).toContain('0.3.0');
  });
});

describe('the image of a release', () => {
  const DIGEST = `sha256:${'0a'.repeat(32)}`;
  const asked: string[] = [];
  type Engine = { readonly works: boolean; readonly says?: string; readonly ends?: boolean };
  /** Engines by name: whether a build works, and what each tells of the digest, at once or at a push. */
  const engines =
    (has: Readonly<Record<string, Engine>>) =>
    (command: string, ...args: readonly string[]) => {
      asked.push([command, ...args].join(' '));
      const engine = has[command];
      const works = engine !== undefined && (args[0] === '--version' || engine.works);
      const told = args.indexOf('--digestfile');
      if (works && told !== -1) writeFileSync(args[told + 1] ?? '', engine.says ?? DIGEST);
      return {
        status: works ? 0 : engine?.ends === false ? null : 1,
        stdout: args.includes('--format') ? `${engine?.says ?? DIGEST}\n` : '',
        stderr: 'first\nno such host',
      };
    };
  const image = (has: Readonly<Record<string, Engine>>, folder = aFolder()) => imageOf('0.2.0', folder, engines(has));

  test.each(['podman', 'buildah'])('is made by the first engine that works, %s, and has the digest of the file that is pushed', (name) => {
    const folder = aFolder();
    expect(image({ docker: { works: false }, [name]: { works: true } }, folder)).toEqual({ digest: DIGEST, file: 'image.oci.tar' });
    expect(asked).toContain(`${name} build --tag bridgekeeper:0.2.0 .`);
    expect(asked.at(-1)).toMatch(new RegExp(`^${name} push --digestfile \\S+ bridgekeeper:0\\.2\\.0 oci-archive:\\S+/image\\.oci\\.tar:bridgekeeper:0\\.2\\.0$`));
    expect(readdirSync(folder)).toEqual([]);
  }); // prettier-ignore

  test('has the digest of its manifest, by which it is pulled, and not what an engine calls it itself', () => {
    const descriptor = JSON.stringify({
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      digest: DIGEST,
      size: 9,
    });
    expect(image({ docker: { works: true, says: descriptor } })).toEqual({ digest: DIGEST });
    expect(image({ docker: { works: true, says: 'null' }, buildah: { works: true } })).toMatchObject({
      digest: DIGEST,
    });
    for (const name of ['docker', 'podman']) {
      expect(image({ [name]: { works: true, says: 'null' } })).toMatchObject({
        problem: expect.stringContaining('knows its digest only when it is pushed') as string,
      });
    }
  });

  test('is missing, in words, where none is here or none works', () => {
    expect(image({})).toMatchObject({
      problem: 'There is no image with a digest: no docker, podman or buildah is here.',
    });
    expect(image({ docker: { works: false } })).toMatchObject({
      problem: 'There is no image with a digest: docker: no such host',
    });
    expect(image({ docker: { works: false, ends: false } })).toMatchObject({
      problem: 'There is no image with a digest: docker: it did not end in time',
    });
  });
});
