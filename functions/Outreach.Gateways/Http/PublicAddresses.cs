using System.Net;
using System.Net.Sockets;

namespace Outreach.Gateways;

/// <summary>The addresses of the public internet, to which alone an address that somebody typed may lead.</summary>
public static class PublicAddresses
{
    private static readonly IPNetwork[] inside = [.. new[]
    {
        // RFC 6890 and its register: this network, private, shared, loopback, link-local, protocols, documentation, measuring, multicast.
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        // Azure's own services for what runs in it.
        "168.63.129.16/32",
        // Of IPv6 only what was given out (2000::/3) is public; of that not Teredo, documentation, 6to4 and the like.
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    }.Select(IPNetwork.Parse)];

    private static readonly IPNetwork given = IPNetwork.Parse("2000::/3");

    public static bool IsPublic(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return (address.AddressFamily == AddressFamily.InterNetwork || given.Contains(address))
            && !inside.Any(network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address));
    }
}
