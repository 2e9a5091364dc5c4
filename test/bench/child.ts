/** `node child.ts SCENARIO ROWS DATABASE_URL FOLDER`: runs one scenario and prints its figures as JSON. */
import { isScenario, scenarios } from './scenarios.ts';

const [name = '', rows = '', databaseUrl = '', folder = ''] = process.argv.slice(2);
if (!isScenario(name)) throw new Error(`There is no scenario ${name}.`);
const figures = await scenarios[name]({ rows: Number(rows), databaseUrl, folder });
// In kilobytes, as Linux and macOS report it through Node.
const peakMb = Math.round(process.resourceUsage().maxRSS / 1_024);
console.log(JSON.stringify(figures.map(({ name: scenario = name, ...figure }) => ({ ...figure, scenario, peakMb }))));
