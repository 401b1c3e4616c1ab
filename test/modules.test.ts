// The modules that come with a tree, run as Ansible runs them, against what really reads their files.
import { test } from 'uvu';
import './modules/crontab.ts';
import './modules/iptables.ts';
import './modules/php.ts';
import './modules/php-refusals.ts';

test.run();
