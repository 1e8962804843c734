import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { ApiClient, CommandError, readDevelopmentServer } from './api-client.js';
import { tolerateReaderGone } from './reader-gone.js';
import { controllerTour } from './tour/controller.tour.js';
import { endUserTour } from './tour/end-user.tour.js';
import { lookedAt } from './tour/log.tour.js';
import { operatorTour } from './tour/operator.tour.js';
import { Stage } from './tour/stage.js';

interface Options {
  readonly data?: string;
  readonly tenant: string;
}

const command = new Command('tour')
  .description(
    'Plays the main job against a running development server: as an end user, a controller and the operator.',
  )
  .option('--data <folder>', 'folder of the development data; .varde where absent')
  .option('--tenant <slug>', 'the demo tenant to play in', 'kvarnlunda')
  .allowExcessArguments(false)
  .parse();

tolerateReaderGone(() => process.exit(0));

try {
  await play(command.opts<Options>());
} catch (error) {
  const told = error instanceof CommandError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`\n${told}\n`);
  process.exitCode = 1;
}

async function play(options: Options): Promise<void> {
  const file = await readDevelopmentServer(options.data);
  const tenant = file.tenants.find(({ slug }) => slug === options.tenant);
  if (!tenant) {
    const known = file.tenants.map(({ slug }) => slug).join(', ');
    throw new CommandError(`There is no demo tenant ${options.tenant}. There are: ${known}.`);
  }
  const inRole = (role: string) => {
    const person = tenant.people.find((one) => one.role === role);
    if (!person) throw new CommandError(`Nobody signs in to ${tenant.name} as ${role}. Choose another --tenant.`);
    return person;
  };
  const folder = path.resolve(process.env['INIT_CWD'] ?? process.cwd(), 'varde-tour');
  await mkdir(folder, { recursive: true });
  const stage = new Stage(process.stdout, folder);
  const as = ({ mfaToken }: { mfaToken: string }): ApiClient => new ApiClient(file.graphql, mfaToken);

  stage.line(`The main job of Varde, played against ${file.graphql} in the tenant ${tenant.name}.`);
  const endUser = inRole('end_user');
  stage.enter(`${endUser.name}, end user`, 'sees what is held, corrects it, and takes it along');
  await endUserTour(stage, as(endUser));
  const controller = inRole('controller');
  stage.enter(`${controller.name}, controller`, 'governs: who is there, who looked, what leaves and what is erased');
  await controllerTour(stage, as(controller), endUser.personId ?? '');
  stage.enter('The operator', 'shows whom it serves and engages, and never sees the data');
  await operatorTour(stage, as(file.operator));
  stage.enter(`${endUser.name} again`, 'sees who looked');
  await lookedAt(stage, as(endUser));
  stage.close();
}
