import { readFileSync } from 'node:fs';
import { getLanguageService as jsonService } from 'vscode-json-languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { getLanguageService as yamlService } from 'yaml-language-server';

/** What an editor offers at the place of the cursor. */
export interface Offer {
  readonly label: string;
  /** What is typed when it is chosen, with the stops of a snippet. */
  readonly insert: string;
  readonly words: string;
}

/** What an editor underlines: the text that is marked, its line from 1, what it says. */
export interface Warning {
  readonly marked: string;
  readonly line: number;
  readonly message: string;
}

/** An editor with an inventory open; in the text of `complete` a `|` stands for the cursor. */
export interface Editor {
  readonly language: 'json' | 'yaml';
  readonly complete: (text: string) => Promise<Offer[]>;
  readonly hover: (text: string, word: string) => Promise<string>;
  readonly warnings: (text: string) => Promise<Warning[]>;
}

const capabilities = {
  textDocument: {
    completion: { completionItem: { documentationFormat: ['markdown' as const], snippetSupport: true } },
    hover: { contentFormat: ['markdown' as const] },
  },
};
const world = {
  schemaRequestService: async (uri: string) => readFileSync(new URL(uri), 'utf8'),
  workspaceContext: { resolveRelativePath: (path: string, from: string) => new URL(path, from).href },
  clientCapabilities: capabilities,
};
let opened = 0;

/** As VS Code has it; `folder` is where the inventory lies. */
export function jsonEditor(folder: URL): Editor {
  const service = jsonService(world);
  const open = (text: string) => {
    opened += 1;
    const document = TextDocument.create(new URL(`inventory-${opened}.json`, folder).href, 'json', 1, text);
    return { document, parsed: service.parseJSONDocument(document) };
  };
  return {
    language: 'json',
    complete: async (text) => {
      const { document, parsed } = open(text.replace('|', ''));
      const list = await service.doComplete(document, document.positionAt(text.indexOf('|')), parsed);
      return (list?.items ?? []).map(offer);
    },
    hover: async (text, word) => {
      const { document, parsed } = open(text);
      const found = await service.doHover(document, document.positionAt(text.indexOf(word) + 1), parsed);
      return JSON.stringify(found?.contents ?? '');
    },
    warnings: async (text) => {
      const { document, parsed } = open(text);
      return (await service.doValidation(document, parsed)).map((one) => warning(document, one));
    },
  };
}

/** The server behind YAML in VS Code, Vim and others. */
export function yamlEditor(folder: URL): Editor {
  const service = yamlService(world);
  service.configure({ completion: true, hover: true, validate: true });
  const open = (text: string) => {
    opened += 1;
    return TextDocument.create(new URL(`inventory-${opened}.yml`, folder).href, 'yaml', 1, text);
  };
  return {
    language: 'yaml',
    complete: async (text) => {
      const document = open(text.replace('|', ''));
      const list = await service.doComplete(document, document.positionAt(text.indexOf('|')), false);
      return list.items.map(offer);
    },
    hover: async (text, word) => {
      const document = open(text);
      const found = await service.doHover(document, document.positionAt(text.indexOf(word) + 1));
      return JSON.stringify(found?.contents ?? '');
    },
    warnings: async (text) => {
      const document = open(text);
      return (await service.doValidation(document, false)).map((one) => warning(document, one));
    },
  };
}

type Range = Parameters<TextDocument['getText']>[0] & object;

function warning(document: TextDocument, { range, message }: { range: Range; message: unknown }): Warning {
  return { marked: document.getText(range), line: range.start.line + 1, message: String(message) };
}

interface Item {
  readonly label: string;
  readonly insertText?: string;
  readonly textEdit?: { readonly newText: string };
  readonly documentation?: unknown;
}

function offer({ label, insertText, textEdit, documentation }: Item): Offer {
  return { label, insert: insertText ?? textEdit?.newText ?? '', words: JSON.stringify(documentation ?? '') };
}
