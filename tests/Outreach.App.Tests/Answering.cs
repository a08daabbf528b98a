namespace Outreach.App.Tests;

/// <summary>A gateway that returns preset answers and records its requests.</summary>
internal sealed class Answering(string name) : IGateway
{
    public Handover Answer { get; set; } = Handover.Accepted(name);
    public List<OutboundSms> Asked { get; } = [];
    public string Name => name;
    public bool ReturnsMessageId { get; init; } = true;
    public int PerSecond => 1_000_000;

    public Task<Handover> SendAsync(OutboundSms sms, CancellationToken ct)
    {
        Asked.Add(sms);
        return Task.FromResult(Answer);
    }
}
