<footer>&copy; Müller &amp; Söhne</footer>
