import { describe, expect, test } from 'vitest';
import { changesOf } from '../../tools/release/changes.ts';
import { imageOf } from '../../tools/release/image.ts';

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
  /** Engines by name: whether a build works, and how each tells the digest. */
  const engines =
    (has: Readonly<Record<string, { readonly works: boolean; readonly says?: string; readonly ends?: boolean }>>) =>
    (command: string, ...args: readonly string[]) => {
      asked.push([command, ...args].join(' '));
      const engine = has[command];
      const works = engine !== undefined && (args[0] === '--version' || engine.works);
      return {
        status: works ? 0 : engine?.ends === false ? null : 1,
        stdout: args.includes('--format') ? `${engine?.says ?? DIGEST}\n` : '',
        stderr: 'first\nno such host',
      };
    };

  test('is made by the first engine that works, and has its digest', () => {
    expect(imageOf('0.2.0', engines({ docker: { works: false }, podman: { works: true } }))).toEqual({
      digest: DIGEST,
    });
    expect(asked).toContain('podman build --tag bridgekeeper:0.2.0 .');
  });

  test('has the digest of its manifest, by which it is pulled, and not what an engine calls it itself', () => {
    const descriptor = JSON.stringify({
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      digest: DIGEST,
      size: 9,
    });
    expect(imageOf('0.2.0', engines({ docker: { works: true, says: descriptor } }))).toEqual({ digest: DIGEST });
    expect(imageOf('0.2.0', engines({ docker: { works: true, says: 'null' }, buildah: { works: true } }))).toEqual({
      digest: DIGEST,
    });
    expect(imageOf('0.2.0', engines({ docker: { works: true, says: 'null' } }))).toMatchObject({
      problem: expect.stringContaining('knows its digest only when it is pushed') as string,
    });
  });

  test('is missing, in words, where none is here or none works', () => {
    expect(imageOf('0.2.0', engines({}))).toMatchObject({
      problem: 'There is no image with a digest: no docker, podman or buildah is here.',
    });
    expect(imageOf('0.2.0', engines({ docker: { works: false } }))).toMatchObject({
      problem: 'There is no image with a digest: docker: no such host',
    });
    expect(imageOf('0.2.0', engines({ docker: { works: false, ends: false } }))).toMatchObject({
      problem: 'There is no image with a digest: docker: it did not end in time',
    });
  });
});
