// Polls and quizzes: choices to pick before one has voted, shares and the right answer after.
import { el, icon } from "./el.js";
import { richText } from "./entities.js";

/**
 * `chosen` is the list of option indexes this person voted for, or null before that;
 * `acts.vote(message, indexes)` sends a vote.
 */
export function drawPoll(message, chosen, acts, words) {
  const { poll } = message;
  const done = chosen !== null || poll.is_closed;
  const question = el("p", { class: "poll-question" });
  question.append(richText(poll.question, poll.question_entities, acts, words));
  const card = el(
    "div",
    { class: "poll", role: "group", "aria-label": poll.question },
    question,
    el("p", { class: "poll-kind" }, kindOf(poll, words)),
  );
  card.append(...(done ? results(poll, chosen ?? [], words) : choices(message, acts, words)));
  if (done && poll.explanation) card.append(explanation(poll, acts, words));
  card.append(el("p", { class: "poll-count" }, words.votes(poll.total_voter_count ?? 0)));
  return card;
}

function kindOf(poll, words) {
  const quiz = poll.type === "quiz";
  if (poll.is_closed) return `${quiz ? words.quiz : words.poll} · ${words.closedPoll}`;
  if (poll.is_anonymous === false) return quiz ? words.quiz : words.poll;
  return quiz ? words.anonymousQuiz : words.anonymousPoll;
}

function choices(message, acts, words) {
  const { poll } = message;
  if (!poll.allows_multiple_answers) {
    return poll.options.map((option, index) =>
      el(
        "button",
        { type: "button", class: "option", onclick: () => acts.vote(message, [index]) },
        el("span", { class: "dot" }),
        el("span", { class: "option-text" }, option.text),
      ),
    );
  }
  const boxes = poll.options.map(() => el("input", { type: "checkbox" }));
  const picked = () => boxes.flatMap((box, index) => (box.checked ? [index] : []));
  const send = el("button", { type: "button", class: "poll-send", disabled: true }, words.vote);
  send.addEventListener("click", () => acts.vote(message, picked()));
  for (const box of boxes) box.addEventListener("change", () => (send.disabled = !picked().length));
  const lines = poll.options.map((option, index) =>
    el("label", { class: "option" }, boxes[index], el("span", { class: "option-text" }, option.text)),
  );
  return [...lines, send];
}

function results(poll, chosen, words) {
  const right = poll.correct_option_ids ?? [poll.correct_option_id];
  const voters = Math.max(1, poll.total_voter_count ?? 0);
  return poll.options.map((option, index) => {
    const share = Math.round((100 * option.voter_count) / voters);
    const mine = chosen.includes(index);
    const isRight = poll.type === "quiz" && right.includes(index);
    const isWrong = poll.type === "quiz" && mine && !isRight;
    const said = [isRight && words.right, isWrong && words.wrong, mine && words.chosen];
    const bar = el("span", { class: "bar-fill" });
    bar.style.width = `${share}%`;
    const mark = isRight || isWrong || mine ? icon(isWrong ? "close" : "check") : null;
    return el(
      "div",
      { class: `result${isRight ? " right" : ""}${isWrong ? " wrong" : ""}${mine ? " chosen" : ""}` },
      el("span", { class: "share" }, `${share}%`),
      el("span", { class: "option-text" }, option.text, el("span", { class: "sr" }, said.filter(Boolean).join(" "))),
      el("span", { class: "mark" }, mark),
      el("span", { class: "bar-track" }, bar),
    );
  });
}

function explanation(poll, acts, words) {
  const note = el("div", { class: "poll-note" }, el("strong", {}, words.explanation), " ");
  note.append(richText(poll.explanation, poll.explanation_entities, acts, words));
  return note;
}
