namespace Outreach.App.Tests;

/// <summary>A gateway that answers as it is told, and keeps what it was asked.</summary>
internal sealed class Answering(string name) : IGateway
{
    public Handover Answer { get; set; } = Handover.Accepted(name);
    public List<OutboundSms> Asked { get; } = [];
    public string Name => name;
    public bool ReturnsMessageId { get; init; } = true;

    public Task<Handover> SendAsync(OutboundSms sms, CancellationToken ct)
    {
        Asked.Add(sms);
        return Task.FromResult(Answer);
    }
}
