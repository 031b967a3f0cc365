// What Streamlit leaves to the page: the language, the words of its own controls, a log that screen readers follow,
// and a new question brought to the top. `SPOKEN` comes from prompts/interface.yaml.
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
    const hold = () => {
      newest.scrollIntoView({ block: "start" });
      if (performance.now() < deadline) requestAnimationFrame(hold);
    };
    hold();
  }
  window.assistantQuestions = questions.length;
};

const bringPassage = () => {
  const cited = document.querySelector(".st-key-source-passages-open .st-key-cited-passage");
  if (!cited || window.assistantPassage === location.search) return;
  window.assistantPassage = location.search;
  setTimeout(() => cited.scrollIntoView({ block: "center" }), 150);
};

const tend = () => {
  document.documentElement.lang = SPOKEN.language;
  const app = document.querySelector(".stApp");
  if (app) document.documentElement.style.colorScheme = getComputedStyle(app).colorScheme;
  document.querySelectorAll("[aria-label]").forEach(speak);
  document.querySelectorAll("a[href^='#']").forEach((anchor) => {
    const text = anchor.textContent;
    if (text in SPOKEN.labels) anchor.textContent = SPOKEN.labels[text];
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
