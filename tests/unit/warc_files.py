"""Records of web archives for tests."""


def warc_record(kind, body, url, headers=None, status=200):
    """One WARC record; with HTTP headers around the body if there are any."""
    if headers is not None:
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        body = f"HTTP/1.1 {status} X\r\n{lines}\r\n".encode() + body
    target = f"WARC-Target-URI: {url}\r\n" if url else ""
    media = "application/http; msgtype=response" if headers is not None else "text/plain"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\n{target}WARC-Date: 2024-05-06T10:00:00Z\r\nWARC-Record-ID: <urn:x>\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"
