<?php
// Every job leaves a line, so that one can see on which server it ran and when.
function job_done($job)
{
    $line = date('c') . ' ' . gethostname() . ' ' . basename($job, '.php') . "\n";
    file_put_contents('/var/log/smestorage/cron.log', $line, FILE_APPEND | LOCK_EX);
}
