using System.Net;
using System.Net.Sockets;

namespace Outreach.Gateways;

/// <summary>Checks addresses in settings, because secrets and numbers travel to them.</summary>
internal static class Addresses
{
    /// <summary>True for https, and for plain http to this machine.</summary>
    public static bool IsSafe(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback));

    /// <summary>True also for plain http within a private network (RFC 1918, RFC 4193), given as an IP address and not as a name.</summary>
    public static bool IsSafeOrPrivate(string address) => IsSafe(address) || (Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme == "http" && IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IsPrivate(ip));

    private static bool IsPrivate(IPAddress ip) => ip.AddressFamily == AddressFamily.InterNetworkV6
        ? ip.IsIPv6UniqueLocal
        : ip.GetAddressBytes() switch
        {
            [10, ..] => true,
            [172, >= 16 and <= 31, ..] => true,
            [192, 168, ..] => true,
            _ => false,
        };
}
