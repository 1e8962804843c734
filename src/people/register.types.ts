import { enumOf } from '../base/graphql/enum.js';
import { registers } from './person.entity.js';

export const RegisterEnum = enumOf(registers, 'Register', 'The registers of persons.');
