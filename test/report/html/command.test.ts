import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { perfwhy } from '../../cli/run.ts';
import { pageOfTexts } from './page-of.ts';

const file = 'fixtures/rules/socket-lock/fires-ubuntu1604-all-cpus.txt';

describe('perfwhy --format html', () => {
  it('prints the same page as the library makes', async () => {
    const { code, stdout, stderr } = await perfwhy([file, '--format', 'html']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(pageOfTexts({ [file]: readFileSync(file, 'utf8') }).page);
  });

  it('costs other formats nothing: the page is in a file of its own', () => {
    expect(readFileSync('dist/cli.cjs', 'latin1')).not.toContain('aria-activedescendant');
    expect(readFileSync('dist/html.cjs', 'latin1')).toContain('aria-activedescendant');
  });
});
