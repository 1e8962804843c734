import type { Domain } from '../catalogue/index.js';
import { courseMessages } from './courses/course.messages.js';
import { CourseResolver, PersonCoursesResolver } from './courses/course.resolver.js';
import { CourseService } from './courses/course.service.js';
import { CourseRecord } from './courses/course-record.entity.js';
import { courseRecordObject, personCourses } from './courses/course-record.objects.js';
import { CourseRecordType } from './courses/course-record.types.js';
import { secondFactorMessages } from './factors/second-factor.messages.js';
import { SecondFactorResolver } from './factors/second-factor.resolver.js';
import { SecondFactorService } from './factors/second-factor.service.js';
import { SecondFactorRule } from './factors/second-factor-rule.entity.js';
import type { RoleBooks } from './matrix/role-book.js';

/** What a right depends on at the moment when it is used, beside being granted. */
export const conditions = {
  entities: [CourseRecord, SecondFactorRule],
  objects: [courseRecordObject],
  extensions: [personCourses],
  nodeTypes: [CourseRecordType],
  messages: [courseMessages, secondFactorMessages],
} as const satisfies Domain;

export const conditionResolvers = (books: RoleBooks): readonly object[] => [
  new CourseResolver(new CourseService(books)),
  new PersonCoursesResolver(),
  new SecondFactorResolver(new SecondFactorService()),
];
