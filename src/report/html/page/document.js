// The script of the HTML report beside its graphs.
(() => {
  addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });

  // Each text is shown from the line that proves most, not from its first.
  for (const text of document.querySelectorAll('.source .text')) {
    const row = ['decisive', 'strong', 'supporting', 'other'].flatMap((kind) => [
      ...text.querySelectorAll(`tr.${kind}`),
    ])[0];
    if (row instanceof HTMLElement) text.scrollTop = Math.max(0, row.offsetTop - 100);
  }
})();
