using Outreach.App;
using StandardWebhooks;

namespace Outreach.Console.Tests;

/// <summary>Verifies as a partner does, by a library that is not ours. Its own look at the time knows the machine's clock alone.</summary>
internal static class StandardWebhookOracle
{
    public static void Verify(string secret, OutgoingEvent sent) => Assert.Contains(
        new StandardWebhook(secret).Sign(sent.Id, DateTimeOffset.FromUnixTimeSeconds(sent.Timestamp), sent.Body),
        sent.Signatures.Split(' '));
}
