const begun = new WeakMap();

const start = () => {
  for (const [place, left] of leaving) {
    if (place.isConnected) continue;
    left.abort();
    leaving.delete(place);
  }
  for (const [selector, begin] of beginnings) {
    for (const element of document.querySelectorAll(selector)) {
      const already = begun.get(element) ?? new Set();
      if (already.has(begin)) continue;
      begun.set(element, already.add(begin));
      try {
        begin(element);
      } catch (error) {
        setTimeout(() => { throw error; }); // told to the browser; what one part cannot do is no matter for the others
      }
    }
  }
};

// the theme swaps pages without loading them where it is told to
if (window.document$) window.document$.subscribe(start);
else start();
