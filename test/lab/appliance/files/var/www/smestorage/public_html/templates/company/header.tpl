Storage Made Easy <b>{company}</b>
