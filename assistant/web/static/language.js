// Gradio asks the browser alone which language to speak; the page was sent in the one that the reader chose. Runs first.
const chosen = document.documentElement.lang;
Object.defineProperty(navigator, "language", { get: () => chosen });
Object.defineProperty(navigator, "languages", { get: () => [chosen] });
