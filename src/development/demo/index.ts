import type { DemoTenant } from './demo.types.js';
import { kaarnala } from './kaarnala.js';
import { kvarnlunda } from './kvarnlunda.js';
import { lindvik } from './lindvik.js';
import { tammejoe } from './tammejoe.js';
import { twaalfmorgen } from './twaalfmorgen.js';

export { controllerOf } from './demo.governing.js';
export { type DemoIssuer, loadDemoTenant } from './demo.loader.js';
export { peopleOf } from './demo.people.js';
export { loadDemoPlatform } from './demo.platform.js';
export { tellDemoStory } from './demo.story.js';
export type { DemoActors } from './demo.story.types.js';
export { announceInDemo } from './demo.sub-processors.js';
export type { DemoTenant } from './demo.types.js';

/** The five demo tenants, each recognisable from one of the systems that Varde learned from; names and people are invented. */
export const demoTenants: readonly DemoTenant[] = [kvarnlunda, lindvik, twaalfmorgen, tammejoe, kaarnala];
