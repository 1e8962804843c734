import 'reflect-metadata';
import { registerHooks } from 'node:module';

const globals = new URL('./jest-globals.js', import.meta.url).href;

/** Outside of a context of Jest's own `@jest/globals` refuses to load; here it is what the runner offers. */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@jest/globals' ? { url: globals, shortCircuit: true } : next(specifier, context),
});
