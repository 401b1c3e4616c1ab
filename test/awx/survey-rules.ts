import type { Question } from './tree.ts';

const typeOfDefault: Readonly<Record<string, string>> = {
  text: 'string',
  textarea: 'string',
  multiplechoice: 'string',
  integer: 'number',
};

/**
 * Why AWX would refuse a survey, or its forms stumble over it; the rules of its API (JobTemplateSurveySpec), and what its
 * issues 9176, 9620 and 13640 tell.
 */
export function surveyFaults(survey: unknown): string[] {
  const { name, description, spec } = (survey ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string' || typeof description !== 'string')
    return ['a survey has a name and a description'];
  if (!Array.isArray(spec) || spec.length === 0) return ['a survey has a list of questions'];
  const questions = spec as Question[];
  const variables = questions.map(({ variable }) => variable);
  return [
    ...variables
      .filter((one, index) => variables.indexOf(one) !== index)
      .map((one) => `${one} is asked for twice`),
    ...questions.flatMap((question, index) =>
      faultsOf(question).map((fault) => `question ${index} (${question.variable}): ${fault}`),
    ),
  ];
}

function faultsOf(question: Question): string[] {
  const { variable, question_name, question_description, type, required, choices = [], min, max } = question;
  const texts = [variable, question_name, question_description, type];
  const isChoice = type === 'multiplechoice';
  return Object.entries({
    'its texts are strings': texts.every((text) => typeof text === 'string'),
    'its variable is a name': /^[a-z][a-z0-9_]*$/.test(variable),
    'required is true or false': typeof required === 'boolean',
    'its type is known here': type in typeOfDefault,
    'its default is of its type': typeof question.default === typeOfDefault[type],
    'its limits are whole numbers above 0': [min, max].every(
      (limit) => limit === undefined || (Number.isInteger(limit) && limit > 0),
    ),
    'its choices are strings': isChoice
      ? choices.length > 1 && choices.every((one) => typeof one === 'string')
      : true,
    'one choice is the default': !isChoice || choices.includes(String(question.default)),
    'what may be empty has no shortest length': required || type !== 'text' || min === undefined,
    'what must be answered is not answered by nothing': !required || type !== 'text' || min === 1,
    'it has no key that AWX does not know': Object.keys(question).every((key) => known.has(key)),
  }).flatMap(([rule, holds]) => (holds ? [] : [rule]));
}

const known = new Set(
  'variable question_name question_description type required default choices min max new_question'.split(' '),
);
