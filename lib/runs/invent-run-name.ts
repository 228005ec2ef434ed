import { randomInt } from 'node:crypto';

const moods = (
  'able bold bright calm capable clean colorful dapper dashing fearless gentle gifted handsome honorable kindly ' +
  'legendary likeable luminous marvelous melodic merciful mysterious nimble orderly peaceful persistent placid ' +
  'polite powerful rare resilient silent sincere skillful smiling thoughtful trusting unique upbeat useful ' +
  'valuable whimsical wise zealous'
).split(' ');

const animals = (
  'badger bear beaver bee bison buzzard camel capybara caribou cat chamois condor coot coyote crab crane deer dolphin ' +
  'dormouse dragonfly duck eagle egret elk falcon ferret finch flamingo fox gannet gecko genet goat grebe hare hedgehog ' +
  'heron hoopoe horse ibex ibis jackdaw jay kestrel kite koala lark lemur lizard lynx magpie marmot marten mole moose ' +
  'newt nightjar ocelot octopus osprey otter owl panda pelican penguin pika plover puffin quail rabbit raven robin seal ' +
  'shrew skylark sloth snipe sparrow squid squirrel stoat stork swallow swan swift tapir tern toad toucan trout turtle ' +
  'viper vole walrus weasel whale wolf wombat wren yak zebra'
).split(' ');

/** A name for a run that was given none: easy to say, seldom the same twice. */
export function inventRunName(): string {
  return `${moods[randomInt(moods.length)]}-${animals[randomInt(animals.length)]}-${randomInt(1000)}`;
}
