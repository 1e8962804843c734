// dependency-cruiser parses with the compiler's JavaScript API, which TypeScript 7 no longer has. It is given the last
// compiler that has one, under its alias in package.json:
//   node --import ./.ci/typescript-api.js node_modules/dependency-cruiser/bin/dependency-cruise.mjs src
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    const asked = /^typescript(\/package\.json)?$/.exec(specifier);
    return next(asked ? `ts-compiler-api${asked[1] ?? ''}` : specifier, context);
  },
});
