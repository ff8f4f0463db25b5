// Brings the message that holds this into view: once when it arrives, and once more when its answer is complete.
export default function ({ data, parentElement }) {
  const moment = `${data.turn}-${data.complete}`;
  if (parentElement.lastMoment === moment) return undefined;
  parentElement.lastMoment = moment;
  const message = parentElement.closest('[data-testid="stChatMessage"]');
  const show = () => message?.scrollIntoView({ block: "start" });
  const timers = [50, 400].map((wait) => setTimeout(show, wait)); // what stands below needs a moment to be drawn
  return () => timers.forEach(clearTimeout);
}
