using Xunit.Abstractions;

namespace Outreach.Kannel.Tests;

/// <summary>
/// Kannel's programs at the paths of Debian's packages kannel and kannel-extras. OUTREACH_REQUIRE_KANNEL=1, set in CI, requires them.
/// </summary>
public static class Installed
{
    public const string Bearerbox = "/usr/sbin/bearerbox";
    public const string Smsbox = "/usr/sbin/smsbox";

    /// <summary>A fake SMSC in a terminal: its input comes from phones, its output goes to phones.</summary>
    public const string FakeSmsc = "/usr/lib/kannel/test/fakesmsc";

    /// <summary>False when a program is missing; the test's output then names the program.</summary>
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
