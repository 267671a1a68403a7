import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixture } from '../../support/shared.ts';
import { type Made, pageOf, pageOfTexts } from './page-of.ts';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
if (!executablePath && process.env.CI) throw new Error('no chromium: in CI no test may be skipped');

const suite = executablePath ? 'page in Chromium' : 'page in Chromium (skipped: no chromium in /usr/bin)';

describe.skipIf(!executablePath)(suite, () => {
  let browser: Browser;
  let folder: string;
  let made: Made;

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: executablePath!,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    folder = mkdtempSync(join(tmpdir(), 'perfwhy-html-'));
    made = pageOf(fixture('rules', 'socket-lock', 'fires-ubuntu1604-all-cpus.txt'));
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  let pages = 0;

  /** Opens a page without a network. All that a browser would complain of is collected. */
  async function open(
    html: string,
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; complaints: string[] }> {
    const file = join(folder, `${pages++}.html`);
    writeFileSync(file, html);
    const context = await browser.newContext({ offline: true, viewport: { width: 1400, height: 900 }, ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
    page.on('request', (request) => {
      if (request.url() !== pathToFileURL(file).href) complaints.push(`request: ${request.url()}`);
    });
    await page.goto(pathToFileURL(file).href);
    return { page, complaints };
  }

  it('opens offline without a complaint and shows the answer, the graph and the culprit on it', async () => {
    const { page, complaints } = await open(made.page);
    expect(await page.locator('h1').textContent()).toMatch(/^socket-lock\s+confirmed$/);
    expect(await page.locator('.box').count()).toBeGreaterThan(10);
    expect(await page.locator('.box.culprit').count()).toBeGreaterThan(0);
    expect(await page.locator('#frame').textContent()).toContain('culprit');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('zooms on a click, back with Escape, and on the culprit with its button', async () => {
    const { page } = await open(made.page);
    const frame = page.locator('.box', { hasText: /^skb_copy_dat/ }).first();
    const before = (await frame.boundingBox())!;
    await frame.click();
    const after = (await frame.boundingBox())!;
    expect(after.width).toBeGreaterThan(before.width);
    expect(after.width).toBeGreaterThan(1300);
    expect(await page.locator('#frame').textContent()).toContain('skb_copy_datagram_iter');
    expect(await page.locator('#whole').isDisabled()).toBe(false);
    await page.keyboard.press('Escape');
    expect((await frame.boundingBox())!.width).toBeCloseTo(before.width, 0);
    expect(await page.locator('#whole').isDisabled()).toBe(true);
    await page.locator('#to-culprit').click();
    const widest = await page.locator('.box.culprit').first().boundingBox();
    expect(widest!.width).toBeGreaterThan(600);
    await page.context().close();
  });

  it('tells of a frame under the pointer: name, share, line', async () => {
    const { page } = await open(made.page);
    await page.locator('.box.culprit').first().hover();
    const tip = await page.locator('.tip').textContent();
    expect(tip).toMatch(/\d+\.\d\d % of /);
    expect(tip).toContain('culprit');
    expect(tip).toMatch(/fires-ubuntu1604-all-cpus\.txt:\d+/);
    await page.mouse.move(5, 5);
    expect(await page.locator('.tip').isHidden()).toBe(true);
    await page.context().close();
  });

  it('searches, says how much was found, and goes from match to match', async () => {
    const { page } = await open(made.page);
    await page.keyboard.press('/');
    await page.keyboard.type('UDP_RECVMSG');
    expect(await page.locator('#found').textContent()).toMatch(/^\d+ frames?, \d+\.\d\d %$/);
    expect(await page.locator('.box.match').count()).toBeGreaterThan(0);
    await page.keyboard.press('Enter');
    expect(await page.locator('#frame').textContent()).toContain('udp_recvmsg');
    await page.keyboard.press('n');
    expect(await page.locator('#frame').textContent()).toContain('udp_recvmsg');
    await page.locator('#search').fill('nothing has this name');
    expect(await page.locator('#found').textContent()).toBe('no frame');
    await page.keyboard.press('Escape');
    expect(await page.locator('.box.match').count()).toBe(0);
    await page.context().close();
  });

  it('is walked with the arrow keys, and tells a screen reader where one is', async () => {
    const { page } = await open(made.page);
    const focused = () => page.locator('.box[aria-selected=true]').getAttribute('aria-label');
    await page.locator('#graph').focus();
    await page.keyboard.press('Home');
    expect(await focused()).toMatch(/^all of .*, \d+\.\d\d %$/);
    await page.keyboard.press('ArrowDown');
    const first = await focused();
    expect(first).not.toMatch(/^all of /);
    await page.keyboard.press('ArrowRight');
    const second = await focused();
    expect(second).not.toBe(first);
    await page.keyboard.press('ArrowLeft');
    expect(await focused()).toBe(first);
    await page.keyboard.press('Enter');
    const box = await page.locator('.box[aria-selected=true]').boundingBox();
    expect(box!.width).toBeGreaterThan(1000);
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toMatch(/^all of /);
    const active = await page.locator('#graph').getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active}`).getAttribute('role')).toBe('treeitem');
    await page.context().close();
  });

  it('changes between call graphs with their tabs', async () => {
    const { page } = await open(made.page);
    const tabs = page.getByRole('tab');
    const count = await tabs.count();
    expect(count).toBeGreaterThan(1);
    const before = await page.locator('.box').first().textContent();
    await tabs.first().focus();
    await page.keyboard.press('ArrowRight');
    expect(await tabs.nth(1).getAttribute('aria-selected')).toBe('true');
    expect(await page.locator('.box').first().textContent()).not.toBe(before);
    await page.context().close();
  });

  it('names the file of each tab by the end of its path, read forward, and whose share it shows', async () => {
    const name = `/var/tmp/${'a-long-case/'.repeat(6)}report.txt`;
    const text = readFileSync(fixture('rules', 'socket-lock', 'fires-ubuntu1604-all-cpus.txt'), 'utf8');
    const { page } = await open(pageOfTexts({ [name]: text }).page);
    const tab = page.getByRole('tab').first();
    expect(await tab.textContent()).toMatch(/\d\.\d\d % socket-lock$/);
    const [first, last] = (await page.evaluate(edgesOfTab)) as [number, number];
    expect(first).toBeLessThan(last);
    await page.context().close();
  });

  it.each([1280, 800, 390])(
    'shows the receive path at %i pixels: no number broken, no arrow out of its lane',
    async (width) => {
      const { page } = await open(made.page, { viewport: { width, height: 800 } });
      const { rows, brokenCosts, height } = (await page.evaluate(laneOfProducer)) as Lane;
      expect(brokenCosts).toBe(0);
      expect(rows).toBe(width === 1280 ? 1 : width === 800 ? 2 : 8);
      expect(height).toBeLessThan(1300);
      await page.context().close();
    },
  );

  it('leads from the proof to the line of the input that shows it', async () => {
    const { page } = await open(made.page);
    await page.locator('.evidence a.place').first().click();
    const target = page.locator('tr:target');
    expect(await target.count()).toBe(1);
    expect(await target.isVisible()).toBe(true);
    await page.context().close();
  });

  it.each([
    [360, 'light'],
    [1600, 'dark'],
  ] as const)('fits %i pixels in %s colours, with text that can be read', async (width, colorScheme) => {
    const { page, complaints } = await open(made.page, { viewport: { width, height: 800 }, colorScheme });
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    const contrasts = (await page.evaluate(contrastsOfFrames)) as [string, number][];
    expect(contrasts.length).toBeGreaterThan(5);
    for (const [name, contrast] of contrasts) expect(contrast, name).toBeGreaterThanOrEqual(4.5);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('prints on a few sheets', async () => {
    const { page } = await open(made.page);
    const pdf = await page.pdf({ format: 'A4' });
    const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)!.length;
    expect(sheets).toBeGreaterThan(1);
    expect(sheets).toBeLessThan(25);
    await page.context().close();
  });

  it('runs no script that is in the input', async () => {
    const evil = '</script><script>alert(1)</script><img src=x onerror=alert(2)>';
    const lines = ['_raw_spin_lock_bh', evil, `"'><b onclick=alert(3)>`].map(
      (name, i) => `udp_sink;__libc_recvmsg;udp_recvmsg;${evil}${i};${name} ${10 + i}`,
    );
    const { page, complaints } = await open(pageOfTexts({ [`${evil}.folded`]: lines.join('\n') }).page);
    await page.keyboard.press('/');
    await page.keyboard.type('alert');
    await page.keyboard.press('Enter');
    await page.locator('.box.match').first().hover();
    expect(await page.locator('.tip').textContent()).toContain('</script>');
    expect(await page.evaluate('document.scripts.length')).toBe(2);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('draws a graph of tens of thousands of frames at once', async () => {
    const lines: string[] = [];
    for (let i = 0; i < 40_000; i++) {
      const frames = Array.from({ length: 8 }, (_, depth) => `f${(i * (depth + 7)) % (40 * (depth + 1))}`);
      lines.push(`udp_sink;__libc_recvmsg;udp_recvmsg;${frames.join(';')} ${1 + (i % 7)}`);
    }
    const { page: html } = pageOfTexts({ 'large.folded': lines.join('\n') });
    expect(html.length).toBeLessThan(2_000_000);
    const { page, complaints } = await open(html);
    expect(await page.locator('#folded').textContent()).toMatch(
      /^[\d,]+ frames of less than \d\.\d\d % are drawn as [\d,]+ rectangles\./,
    );
    const shown = await page.locator('.box:visible').count();
    await page.evaluate("document.querySelectorAll('#graph .box')[5].click()");
    await page.evaluate("document.getElementById('whole').click()");
    expect(await page.locator('.box:visible').count()).toBe(shown);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

/** In the page: where the first and the last character of the first tab's file are drawn. */
const edgesOfTab = `(() => {
  const file = document.querySelector('[role=tab] .place');
  const text = document.createTreeWalker(file, NodeFilter.SHOW_TEXT).nextNode();
  const at = (index) => {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + 1);
    return range.getBoundingClientRect().left;
  };
  return [at(0), at(text.length - 1)];
})()`;

interface Lane {
  readonly rows: number;
  readonly brokenCosts: number;
  readonly height: number;
}

/** In the page: rows of the producer's stages, numbers that take two lines, and how high the picture is. */
const laneOfProducer = `(() => {
  const stages = [...document.querySelector('.lane.producer').querySelectorAll('.stage')];
  const costs = [...document.querySelectorAll('figure.path .cost')].filter((one) => one.offsetHeight > 0);
  const line = Math.min(...costs.map((one) => one.offsetHeight));
  return {
    rows: new Set(stages.map((one) => one.offsetTop)).size,
    brokenCosts: costs.filter((one) => one.offsetHeight > line).length,
    height: document.querySelector('figure.path').offsetHeight,
  };
})()`;

/** In the page: contrast of the text of each kind of frame and chip with its background. */
const contrastsOfFrames = `(() => {
  const luminance = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map((part) => {
      const value = Number(part) / 255;
      return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const seen = new Map();
  for (const one of document.querySelectorAll('.box, .chip, .badge.confirmed, .stage, .stage .is')) {
    const { color, backgroundColor } = getComputedStyle(one);
    if (!/^rgb\\(/.test(backgroundColor)) continue;
    const [a, b] = [luminance(color), luminance(backgroundColor)].sort((x, y) => y - x);
    seen.set(one.className, (a + 0.05) / (b + 0.05));
  }
  return [...seen];
})()`;
