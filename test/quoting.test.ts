// No inventory value and no password breaks out of the place that it is put in; read back by what reads it on a host.
import { test } from 'uvu';
import './quoting/password.ts';
import './quoting/keepalived.ts';
import './quoting/shell.ts';
import './quoting/sql.ts';

test.run();
