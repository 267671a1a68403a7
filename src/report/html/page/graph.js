// Draws the call graphs from the data in the page, and lets one walk through them.
// Runs in any browser of the last years as it stands, and only ever writes text, never markup.
(() => {
  /**
   * @typedef {{ label: string, file: string, total: number, shown: number, marked: number, names: string[][], frames: number[],
   *   depth: number, folded: { frames: number, into: number, below: number }, idle: number }} Graph
   * @typedef {{ parent: number, name: number, left: number, width: number, own: number, line: number, stage: number,
   *   side: number, mark: number, depth: number, children: number[] }} Frame
   * @typedef {{ frameFields: number, widths: number, stages: string[], sides: string[], graphs: Graph[],
   *   places: { file: string, lines: number[][] }[] }} Data
   */

  const block = document.getElementById('graphs');
  if (!block) return;
  /** @type {Data} */
  const data = JSON.parse(block.textContent ?? '');
  const rowHeight = 20;
  const [missing, path, own, culprit] = [1, 2, 3, 4];

  const [view, panel, found, folded] = [element('graph'), element('frame'), element('found'), element('folded')];
  const search = /** @type {HTMLInputElement} */ (element('search'));
  const whole = /** @type {HTMLButtonElement} */ (element('whole'));
  const toCulprit = /** @type {HTMLButtonElement} */ (element('to-culprit'));
  const tabs = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('[role=tab]')]);
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.hidden = true;
  tip.setAttribute('role', 'tooltip');
  document.body.append(tip);

  let current = 0;
  let zoomed = 0;
  let focused = 0;
  /** @type {Set<number>} */
  let matches = new Set();
  /** @type {Map<number, HTMLElement>} */
  let drawn = new Map();
  /** @type {Frame[]} */
  let frames = [];

  /** @param {string} id */
  function element(id) {
    const one = document.getElementById(id);
    if (!one) throw new Error(`no element ${id}`);
    return one;
  }

  /** @param {number} index @returns {Frame[]} */
  function decode(index) {
    const numbers = /** @type {Graph} */ (data.graphs[index]).frames;
    /** @type {Frame[]} */
    const list = [];
    for (let at = 0; at < numbers.length; at += data.frameFields) {
      const [parent, name, left, width, own, line, stage, side, mark] = numbers.slice(at, at + data.frameFields);
      const up = list[parent];
      up?.children.push(list.length);
      const depth = up ? up.depth + 1 : 0;
      list.push({ parent, name, left, width, own, line, stage, side, mark, depth, children: [] });
    }
    return list;
  }

  function graph() {
    return /** @type {Graph} */ (data.graphs[current]);
  }

  const percent = (/** @type {number} */ share) => `${share.toFixed(2)} %`;

  /** @param {number} count @param {string} noun */
  function counted(count, noun) {
    return `${String(count).replace(/\B(?=(\d{3})+$)/g, ',')} ${noun}${count === 1 ? '' : 's'}`;
  }

  /** @param {Frame} frame */
  function shareOf(frame) {
    return (frame.width / data.widths) * graph().total;
  }

  /** @param {Frame} frame */
  function nameOf(frame) {
    if (frame.name < 0) return counted(-frame.name, 'small frame');
    if (frame.parent < 0) return `all of ${graph().label}`;
    return graph().names[frame.name]?.[0] ?? '';
  }

  /** @param {number} index */
  function open(index) {
    current = index;
    frames = decode(index);
    zoomed = 0;
    focused = largestOfCulprit();
    for (const [at, tab] of tabs.entries()) {
      tab.setAttribute('aria-selected', String(at === index));
      tab.tabIndex = at === index ? 0 : -1;
    }
    view.setAttribute('aria-label', `Call graph of ${graph().label}`);
    toCulprit.hidden = graph().marked <= 0;
    view.classList.toggle('unmarked', graph().marked <= 0);
    sayWhatIsFolded();
    find();
    show(focused);
  }

  /** The frame below which all of the culprit lies: the only marked child is gone into, down to the culprit itself. */
  function topOfCulprit() {
    let at = 0;
    for (;;) {
      const marked = (frames[at]?.children ?? []).filter((child) => (frames[child]?.mark ?? 0) >= path);
      if ((frames[at]?.mark ?? 0) >= own || marked.length !== 1) return at;
      at = /** @type {number} */ (marked[0]);
    }
  }

  function largestOfCulprit() {
    const sizes = frames.map((frame) =>
      frame.mark === own ? frame.own / 1e4 : frame.mark === culprit ? shareOf(frame) : 0,
    );
    return Math.max(0, sizes.indexOf(Math.max(...sizes)));
  }

  function sayWhatIsFolded() {
    const { folded: small, idle, shown } = graph();
    const says = [];
    if (small.into > 0) {
      const below = percent(Math.max(small.below, 0.01));
      const what = `${counted(small.frames, 'frame')} of less than ${below}`;
      says.push(`${what} ${small.frames === 1 ? 'is' : 'are'} drawn as ${counted(small.into, 'rectangle')}.`);
    }
    if (idle > 0) says.push(`Samples of idle CPUs (${percent(idle)} of all) are left out.`);
    if (shown < 99)
      says.push(`The call stacks hold ${percent(shown)} of these samples; the rest has none in the text.`);
    folded.textContent = says.join(' ');
  }

  /** Draws what a screen can show of the frame zoomed into, with its callers above it at full width. */
  function draw() {
    const base = /** @type {Frame} */ (frames[zoomed]);
    const room = view.clientWidth || 1000;
    const above = new Set();
    for (let at = base.parent; at >= 0; at = frames[at]?.parent ?? -1) above.add(at);
    const canvas = document.createElement('div');
    drawn = new Map();
    let rows = 0;
    for (const [index, frame] of frames.entries()) {
      const isAbove = above.has(index);
      const left = isAbove ? 0 : (frame.left - base.left) / base.width;
      const width = isAbove ? 1 : frame.width / base.width;
      if (left < -1e-9 || left + width > 1 + 1e-9 || width * room < 0.7) continue;
      if (!isAbove && frame.depth < base.depth) continue;
      rows = Math.max(rows, frame.depth + 1);
      canvas.append(rectangle(index, frame, left, width, room, isAbove));
    }
    canvas.className = 'canvas';
    canvas.setAttribute('role', 'none');
    canvas.style.height = `${rows * rowHeight}px`;
    view.replaceChildren(canvas);
    whole.disabled = zoomed === 0;
    focus(focused);
  }

  /** @param {number} index @param {Frame} frame @param {number} left @param {number} width @param {number} room @param {boolean} isAbove */
  function rectangle(index, frame, left, width, room, isAbove) {
    const box = document.createElement('div');
    const side = data.sides[frame.side] || (data.stages[frame.stage] === 'application' ? 'application' : 'none');
    const classes = ['box', frame.name < 0 || frame.mark === missing ? 'folded' : side];
    if (frame.mark >= path) classes.push(['path', 'path own', 'culprit'][frame.mark - path] ?? '');
    if (frame.mark === own) box.style.backgroundSize = `${(frame.own / 1e4 / shareOf(frame)) * 100}% 5px`;
    if (isAbove) classes.push('above');
    if (matches.has(index)) classes.push('match');
    box.className = classes.join(' ');
    box.id = `box${index}`;
    box.dataset.index = String(index);
    box.setAttribute('role', 'treeitem');
    box.setAttribute('aria-level', String(frame.depth + 1));
    box.setAttribute('aria-selected', 'false');
    box.setAttribute('aria-label', `${nameOf(frame)}, ${percent(shareOf(frame))}`);
    box.style.left = `${left * 100}%`;
    box.style.width = `${width * 100}%`;
    box.style.top = `${frame.depth * rowHeight}px`;
    if (width * room > 22) box.textContent = nameOf(frame);
    drawn.set(index, box);
    return box;
  }

  /** Marks the frame that the keyboard is at, without moving the page. @param {number} index */
  function focus(index) {
    drawn.get(focused)?.setAttribute('aria-selected', 'false');
    focused = index;
    const box = drawn.get(index);
    if (box) {
      box.setAttribute('aria-selected', 'true');
      view.setAttribute('aria-activedescendant', box.id);
      const top = box.offsetTop;
      if (top < view.scrollTop) view.scrollTop = top;
      else if (top + rowHeight > view.scrollTop + view.clientHeight)
        view.scrollTop = top + rowHeight - view.clientHeight;
    }
  }

  /** Focuses a frame and tells of it. @param {number} index */
  function show(index) {
    if (!drawn.has(index)) {
      zoomed = visibleFrom(index);
      draw();
    }
    focus(index);
    const frame = frames[index];
    if (frame) panel.replaceChildren(...describe(frame, true));
  }

  /** The nearest caller that shows a frame wide enough to be drawn. @param {number} index */
  function visibleFrom(index) {
    const frame = /** @type {Frame} */ (frames[index]);
    const room = view.clientWidth || 1000;
    let at = index;
    while (at > 0 && (frame.width / /** @type {Frame} */ (frames[frames[at]?.parent ?? 0]).width) * room >= 4) {
      at = frames[at]?.parent ?? 0;
    }
    return at;
  }

  /** @param {number} index */
  function zoom(index) {
    const frame = frames[index];
    if (!frame) return;
    if (frame.name < 0) return show(index);
    zoomed = index;
    focused = index;
    draw();
    show(index);
  }

  /** @param {string} tag @param {string} text @param {string} [name] */
  function text(tag, text, name) {
    const one = document.createElement(tag);
    one.textContent = text;
    if (name) one.className = name;
    return one;
  }

  /** @param {Frame} frame @param {boolean} links */
  function describe(frame, links) {
    const lines = [text('strong', nameOf(frame), 'name')];
    const own = frame.own / 1e4;
    const ownWords = frame.name < 0 || frame.mark === missing || own <= 0 ? '' : `, ${percent(own)} in itself`;
    lines.push(text('span', `${percent(shareOf(frame))} of ${graph().label}${ownWords}`, 'share'));
    const role = ['', '', 'calls the culprit', 'culprit in itself', 'culprit'][frame.mark];
    if (role) lines.push(text('span', role, 'is'));
    const meaning = frame.name > 0 ? graph().names[frame.name]?.[1] : undefined;
    const stage = data.stages[frame.stage];
    const side = data.sides[frame.side];
    const where = [stage, side && `${side} side`].filter(Boolean).join(', ');
    if (where) lines.push(text('span', where, 'where'));
    if (meaning) lines.push(text('span', meaning, 'meaning'));
    if (frame.line > 0) lines.push(place(frame.line, links));
    return lines;
  }

  /** @param {number} line @param {boolean} links */
  function place(line, links) {
    const { file } = graph();
    const at = data.places.findIndex((one) => one.file === file);
    const isShown = data.places[at]?.lines.some(([first, last]) => line >= first && line <= last);
    const words = `${file}:${line}`;
    if (!links || !isShown) return text('span', words, 'place');
    const link = /** @type {HTMLAnchorElement} */ (text('a', words, 'place'));
    link.href = `#L${at}-${line}`;
    return link;
  }

  /** Finds frames by part of their name; shares of frames below others that match are not counted twice. */
  function find() {
    const wanted = search.value.trim().toLowerCase();
    const isWanted = graph().names.map(([name]) => wanted !== '' && name?.toLowerCase().includes(wanted));
    matches = new Set();
    let share = 0;
    const inside = new Uint8Array(frames.length);
    for (const [index, frame] of frames.entries()) {
      if (frame.parent < 0) continue;
      const isInside = inside[frame.parent] === 1;
      if (isWanted[frame.name]) {
        matches.add(index);
        if (!isInside) share += shareOf(frame);
      }
      if (isInside || matches.has(index)) inside[index] = 1;
    }
    const words = matches.size === 0 ? 'no frame' : `${counted(matches.size, 'frame')}, ${percent(share)}`;
    found.textContent = wanted === '' ? '' : words;
    view.classList.toggle('searching', matches.size > 0);
    draw();
  }

  /** @param {number} step */
  function nextMatch(step) {
    const all = [...matches];
    const next =
      step > 0
        ? (all.find((index) => index > focused) ?? all[0])
        : (all.findLast((index) => index < focused) ?? all.at(-1));
    if (next !== undefined) show(next);
  }

  /** The largest frame that the one focused calls, its caller, or its neighbour in the same row. @param {string} key */
  function walk(key) {
    const frame = frames[focused];
    if (!frame) return undefined;
    if (key === 'ArrowDown') return frame.children[0];
    if (key === 'ArrowUp') return frame.parent < 0 ? undefined : frame.parent;
    if (key === 'Home') return zoomed;
    const row = [...drawn.keys()].filter((index) => frames[index]?.depth === frame.depth);
    row.sort((a, b) => (frames[a]?.left ?? 0) - (frames[b]?.left ?? 0));
    return row[row.indexOf(focused) + (key === 'ArrowRight' ? 1 : -1)];
  }

  view.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') zoom(focused);
    else if (event.key === 'Escape') zoom(0);
    else if (event.key === 'n' || event.key === 'N') nextMatch(event.key === 'n' ? 1 : -1);
    else if (/^(?:Arrow\w+|Home)$/.test(event.key)) {
      const next = walk(event.key);
      if (next !== undefined) show(next);
    } else return;
    event.preventDefault();
  });

  /** @param {Event} event */
  function frameAt(event) {
    const box = event.target instanceof Element ? event.target.closest('.box') : null;
    return box instanceof HTMLElement ? Number(box.dataset.index) : undefined;
  }

  view.addEventListener('click', (event) => {
    zoom(frameAt(event) ?? -1);
  });

  view.addEventListener('mousemove', (event) => {
    const frame = frames[frameAt(event) ?? -1];
    tip.hidden = !frame;
    if (!frame) return;
    tip.replaceChildren(...describe(frame, false));
    const left = Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8);
    const below = event.clientY + 18;
    const top = below + tip.offsetHeight > innerHeight ? event.clientY - tip.offsetHeight - 10 : below;
    tip.style.left = `${Math.max(4, left)}px`;
    tip.style.top = `${Math.max(4, top)}px`;
  });
  const hideTip = () => {
    tip.hidden = true;
  };
  view.addEventListener('mouseleave', hideTip);
  addEventListener('scroll', hideTip);

  search.addEventListener('input', find);
  search.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      search.value = '';
      find();
      view.focus({ preventScroll: true });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const first = [...matches][0];
      if (first === undefined) return;
      view.focus({ preventScroll: true });
      show(first);
    }
  });

  addEventListener('keydown', (event) => {
    const isTyping = event.target instanceof HTMLInputElement;
    if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    search.focus();
    search.select();
  });

  whole.addEventListener('click', () => zoom(0));
  toCulprit.addEventListener('click', () => zoom(topOfCulprit()));

  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener('click', () => open(index));
    tab.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
      const next = (index + (event.key === 'ArrowRight' ? 1 : tabs.length - 1)) % tabs.length;
      open(next);
      tabs[next]?.focus();
    });
  }

  let width = view.clientWidth;
  new ResizeObserver(() => {
    if (view.clientWidth === width) return;
    width = view.clientWidth;
    draw();
  }).observe(view);

  open(0);
})();
