/** One letter fits half the CRM. */
export const shortestText = 2;

/** What follows the beginnings of the command's words: "sync acme", "sync now: acme"; '' where it is not asked for. */
export function behindCommand(typed: string, command: string): string {
  const commandWords = command.toLocaleLowerCase().split(/\s+/);
  const words = typed.trim().split(/[\s:]+/);
  const isOfCommand = (word: string): boolean =>
    word.length >= shortestText && commandWords.some((each) => each.startsWith(word.toLocaleLowerCase()));
  const first = words.findIndex((word) => !isOfCommand(word));
  return first <= 0 ? '' : words.slice(first).join(' ');
}
