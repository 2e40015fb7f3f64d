/** What a translator does with the text node that it replaces: throws it away, or moves it into its own element. */
export type Translator = 'replaces' | 'moves';

/**
 * Runs in the browser, from the first byte of the page or once it has loaded. Wraps every text node in two elements, at
 * once and whenever one is added, as translators of browsers do.
 */
export function translate({
  translator,
  starts,
}: {
  translator: Translator;
  starts: 'at once' | 'on load';
}): void {
  const KEPT = 'font, script, style, noscript, textarea, title, select';

  function wrap(text: Text) {
    if (!text.parentElement || text.parentElement.closest(KEPT)) return;
    const outer = document.createElement('font');
    const inner = document.createElement('font');
    outer.append(inner);
    text.replaceWith(outer);
    inner.append(translator === 'moves' ? text : document.createTextNode(text.data));
  }

  function wrapAll() {
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    texts.forEach(wrap);
  }

  function start() {
    wrapAll();
    new MutationObserver(wrapAll).observe(document, { childList: true, characterData: true, subtree: true });
  }

  if (starts === 'at once') start();
  else window.addEventListener('load', start);
}

/** Runs in the browser. Adds elements next to every field and to the body, as password managers do. */
export function decorate(): void {
  function addAll() {
    for (const field of document.querySelectorAll('input:not([data-seen]), form:not([data-seen])')) {
      field.setAttribute('data-seen', '');
      const icon = document.createElement('extension-icon');
      if (field instanceof HTMLFormElement) field.prepend(icon);
      else field.after(icon);
    }
    if (!document.querySelector('extension-root'))
      document.body?.prepend(document.createElement('extension-root'));
  }
  new MutationObserver(addAll).observe(document, { childList: true, subtree: true });
}
