// What Streamlit leaves to the page: the language, the words of its own controls, a log that screen readers follow,
// and a new question brought to the top, until the reader takes over. `SPOKEN` comes from prompts/interface.yaml.
const speak = (element) => {
  const label = element.getAttribute("aria-label");
  if (label in SPOKEN.labels) element.setAttribute("aria-label", SPOKEN.labels[label]);
};

const nameMarker = (button) => {
  const number = button.querySelector("p")?.textContent;
  if (number) button.setAttribute("aria-label", SPOKEN.open.replace("{n}", number));
};

const followConversation = () => {
  const conversation = document.querySelector(".st-key-conversation");
  if (!conversation) return;
  conversation.setAttribute("role", "log");
  conversation.setAttribute("aria-live", "polite");
  const questions = conversation.querySelectorAll("[data-testid=stChatMessage]:has(h3)");
  if (questions.length > window.assistantQuestions) {
    const newest = questions[questions.length - 1];
    const deadline = performance.now() + 1500;
    const readers = new AbortController();
    const hold = () => {
      if (readers.signal.aborted) return;
      newest.scrollIntoView({ block: "start" });
      if (performance.now() < deadline) requestAnimationFrame(hold);
      else readers.abort();
    };
    ["wheel", "touchstart", "pointerdown", "keydown"].forEach((event) => {
      addEventListener(event, () => readers.abort(), { capture: true, passive: true, signal: readers.signal });
    });
    hold();
  }
  window.assistantQuestions = questions.length;
};

// The passage cited comes in sight once: in the text, or where it is marked on the image of the page.
const bringPassage = () => {
  const cited = document.querySelector(".st-key-source-passages-open .st-key-cited-passage");
  const marked = document.querySelector("[class*=st-key-mark-at-]");
  const place = location.search + (marked?.className.match(/mark-at-\d+-\d+/)?.[0] ?? "");
  if (!(cited || marked) || window.assistantPassage === place) return;
  window.assistantPassage = place;
  const main = document.querySelector("[data-testid=stMain]");
  const bring = (tries) => {
    const image = marked?.querySelector("img");
    if (!cited && !image?.naturalHeight && tries) return setTimeout(bring, 200, tries - 1);
    if (cited) return cited.scrollIntoView({ block: "center" });
    const box = image.getBoundingClientRect();
    const mark = box.top + (box.height * place.match(/mark-at-(\d+)/)[1]) / 100;
    if (mark > innerHeight * 0.7) main.scrollBy(0, mark - innerHeight * 0.3);
  };
  setTimeout(bring, 400, 20);
};

const tend = () => {
  document.documentElement.lang = SPOKEN.language;
  const app = document.querySelector(".stApp");
  if (app) document.documentElement.style.colorScheme = getComputedStyle(app).colorScheme;
  document.querySelectorAll("[aria-label]").forEach(speak);
  document.querySelectorAll("a[href^='#'], [data-testid=stFileUploaderDropzone] button p").forEach((label) => {
    const text = label.textContent;
    if (text in SPOKEN.labels) label.textContent = SPOKEN.labels[text];
  });
  document.querySelectorAll("[data-testid=stIconMaterial], [role=img][aria-label$=' icon']").forEach((icon) => {
    icon.setAttribute("aria-hidden", "true");
  });
  document.querySelectorAll("[class*=st-key-marker-] button:not([aria-label]), [class*=st-key-number-] button:not([aria-label])").forEach(nameMarker);
  document.querySelectorAll(".st-key-aids-summary, .st-key-deadlines-summary").forEach((summary) => {
    summary.setAttribute("role", "status");
  });
  followConversation();
  bringPassage();
};

if (!window.assistantTended) {
  window.assistantTended = true;
  window.assistantQuestions = 0;
  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".st-key-print button")) window.print();
  });
  new MutationObserver(tend).observe(document.body, { childList: true, subtree: true });
}
tend();
