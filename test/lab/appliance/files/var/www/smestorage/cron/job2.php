<?php
require __DIR__ . '/job.inc.php';
job_done(__FILE__);
