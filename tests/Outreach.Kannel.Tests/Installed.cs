using Xunit.Abstractions;

namespace Outreach.Kannel.Tests;

/// <summary>
/// Kannel's programs as Debian's packages kannel and kannel-extras put them. With OUTREACH_REQUIRE_KANNEL=1, as in CI, they must be there.
/// </summary>
public static class Installed
{
    public const string Bearerbox = "/usr/sbin/bearerbox";
    public const string Smsbox = "/usr/sbin/smsbox";

    /// <summary>An SMSC that is a terminal: what is typed comes from phones, what it prints goes to them.</summary>
    public const string FakeSmsc = "/usr/lib/kannel/test/fakesmsc";

    /// <summary>False when one is missing, which the test's output then tells.</summary>
    public static bool IsHere(ITestOutputHelper output)
    {
        var missing = new[] { Bearerbox, Smsbox, FakeSmsc }.Where(program => !File.Exists(program)).ToList();
        if (missing.Count == 0) return true;
        Assert.False(Environment.GetEnvironmentVariable("OUTREACH_REQUIRE_KANNEL") == "1",
            $"Not installed: {string.Join(", ", missing)}. Install the packages kannel and kannel-extras.");
        output.WriteLine("NOT RUN: no Kannel on this machine. Install the packages kannel and kannel-extras to run these tests.");
        return false;
    }
}
