"""What stands between a request and the page: proxies, who asks, what a browser may do, how much may be sent."""
