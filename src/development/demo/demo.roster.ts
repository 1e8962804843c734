/** A school that joins the foundation: what its own administration sends as a OneRoster 1.1 set. Files by their name. */
export const vlinderwei: Readonly<Record<string, string>> = {
  'manifest.csv': `propertyName,value
manifest.version,1.0
oneroster.version,1.1
source.systemName,Leerlingadministratie De Vlinderwei
source.systemCode,vlinderwei
file.academicSessions,bulk
file.categories,absent
file.classes,bulk
file.classResources,absent
file.courses,bulk
file.courseResources,absent
file.demographics,bulk
file.enrollments,bulk
file.lineItems,absent
file.orgs,bulk
file.resources,absent
file.results,absent
file.users,bulk
`,
  'academicSessions.csv': `sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear
jaar-2026,,,Schooljaar 2026–2027,schoolYear,2026-08-24,2027-07-09,,2027
`,
  'orgs.csv': `sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId
vlinderwei,,,Basisschool De Vlinderwei,school,99ZX,
`,
  'courses.csv': `sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes
vak-6,,,jaar-2026,Groep 6,,06,vlinderwei,,
`,
  'classes.csv': `sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods
vw-groep-6,,,Groep 6,06,vak-6,6,homeroom,,vlinderwei,jaar-2026,,,
`,
  'users.csv': `sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password
vw-1,,,true,vlinderwei,student,,,Fenna,Rietveen,,VW-601,,,,vw-31,06,
vw-2,,,true,vlinderwei,student,,,Bram,Duinkerk,,VW-602,,,,vw-32,06,
vw-3,,,true,vlinderwei,student,,,Mila,Wilgenhof,,VW-603,,,,,06,
vw-21,,,true,vlinderwei,teacher,,,Joris,Klaverblad,,VW-T1,joris.klaverblad@vlinderwei.example,,,,,
vw-31,,,true,vlinderwei,guardian,,,Anouk,Rietveen,,,anouk.rietveen@thuis.example,,,vw-1,,
vw-32,,,true,vlinderwei,guardian,,,Pieter,Duinkerk,,,pieter.duinkerk@thuis.example,,,vw-2,,
`,
  'demographics.csv': `sourcedId,status,dateLastModified,birthDate,sex,americanIndianOrAlaskaNative,asian,blackOrAfricanAmerican,nativeHawaiianOrOtherPacificIslander,white,demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity,countryOfBirthCode,stateOfBirthAbbreviation,cityOfBirth,publicSchoolResidenceStatus
vw-1,,,2016-11-03,,,,,,,,,,,,
vw-2,,,2017-02-19,,,,,,,,,,,,
vw-3,,,2016-12-24,,,,,,,,,,,,
`,
  'enrollments.csv': `sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
vw-e1,,,vw-groep-6,vlinderwei,vw-1,student,,,
vw-e2,,,vw-groep-6,vlinderwei,vw-2,student,,,
vw-e3,,,vw-groep-6,vlinderwei,vw-3,student,,,
vw-e4,,,vw-groep-6,vlinderwei,vw-21,teacher,true,,
`,
};
