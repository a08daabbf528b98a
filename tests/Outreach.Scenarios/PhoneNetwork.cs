using System.Globalization;
using Outreach.App;
using Outreach.Core.Notices;

namespace Outreach.Scenarios;

/// <summary>An SMS that reached a phone.</summary>
public sealed record Received(string Phone, string Text);

/// <summary>A gateway with its phones: each message arrives, and a delivery report returns unless a test turns either off.</summary>
public sealed class PhoneNetwork : IGateway
{
    private readonly Lock gate = new();
    private readonly List<Received> inbox = [];
    private readonly Queue<DeliveryReport> reports = [];
    private int sent;

    public string Name => "network";
    public bool ReturnsMessageId { get; set; } = true;
    public int PerSecond => 1_000_000;

    /// <summary>True if handsets report delivery.</summary>
    public bool Reports { get; set; } = true;

    /// <summary>Outcomes that replace the next acceptances, in order; empty to accept.</summary>
    public Queue<Handover> Refusals { get; } = [];

    /// <summary>The gateway's trouble, for which it refuses everything; null for none.</summary>
    public SendFailure? Trouble { get; set; }

    /// <summary>The most messages in one request.</summary>
    public int MostAtOnce { get; set; } = 1;

    /// <summary>Numbers for which the gateway is busy at the next message.</summary>
    public HashSet<string> BusyOnceFor { get; } = [];

    /// <summary>Numbers that the gateway refuses, with the reason.</summary>
    public Dictionary<string, SendFailure> Dead { get; } = [];

    /// <summary>Numbers of phones that are off: the gateway accepts the message and reports it as undelivered.</summary>
    public Dictionary<string, SendFailure> Lost { get; } = [];

    /// <summary>Switches the number's phone on, or makes the gateway accept the number again.</summary>
    public void Find(string phone)
    {
        lock (gate)
        {
            Lost.Remove(phone);
            Dead.Remove(phone);
        }
    }

    /// <summary>The count of next messages that are accepted with a lost answer and no report.</summary>
    public int AnswersLost { get; set; }

    /// <summary>True if the gateway can look up accepted messages.</summary>
    public bool Remembers { get; set; }

    /// <summary>The count of next look-ups that fail to reach the gateway.</summary>
    public int Unreachable { get; set; }

    /// <summary>Called before each message is taken, with the number of those that have arrived.</summary>
    public Func<int, Task>? Arriving { get; set; }

    private int Arrived
    {
        get
        {
            lock (gate) return inbox.Count;
        }
    }

    public IReadOnlyList<Received> Inbox
    {
        get
        {
            lock (gate) return [.. inbox];
        }
    }

    /// <summary>Takes over the other network's state, with its phones' messages.</summary>
    public void Load(PhoneNetwork other)
    {
        lock (gate)
        {
            (sent, ReturnsMessageId, Reports, AnswersLost, Remembers, Unreachable, Trouble, MostAtOnce) =
                (other.sent, other.ReturnsMessageId, other.Reports, other.AnswersLost, other.Remembers, other.Unreachable, other.Trouble,
                    other.MostAtOnce);
            inbox.AddRange(other.inbox);
            foreach (var report in other.reports) reports.Enqueue(report);
            foreach (var refusal in other.Refusals) Refusals.Enqueue(refusal);
            foreach (var (phone, failure) in other.Dead) Dead.Add(phone, failure);
            BusyOnceFor.UnionWith(other.BusyOnceFor);
            foreach (var (phone, why) in other.Lost) Lost.Add(phone, why);
        }
    }

    /// <summary>The whole state as text, to compare two networks.</summary>
    public string Described()
    {
        lock (gate)
        {
            object[] all =
                [sent, ReturnsMessageId, Reports, AnswersLost, Remembers, Unreachable, $"{Trouble}", MostAtOnce, .. inbox, .. reports,
                    .. Refusals, .. Dead,
                    .. BusyOnceFor, .. Lost.Select(l => $"{l}")];
            return string.Join('\n', all);
        }
    }

    public async Task<Handover> SendAsync(OutboundSms sms, CancellationToken ct)
    {
        if (Arriving is { } arriving) await arriving(Arrived);
        return await TakeAsync(sms);
    }

    private Task<Handover> TakeAsync(OutboundSms sms)
    {
        lock (gate)
        {
            if (Trouble is { } trouble) return Task.FromResult(Handover.Refused(trouble));
            if (Refusals.TryDequeue(out var refusal)) return Task.FromResult(refusal);
            if (BusyOnceFor.Remove(sms.To)) return Task.FromResult(Handover.Refused(SendFailure.GatewayBusy));
            if (Dead.TryGetValue(sms.To, out var failure)) return Task.FromResult(Handover.Refused(failure));
            if (Lost.TryGetValue(sms.To, out var why))
            {
                reports.Enqueue(new DeliveryReport(Name, sms.MessageId, null, DeliveryState.Undelivered, why, sms.To));
                return Task.FromResult(Handover.Accepted("N" + (++sent).ToString(CultureInfo.InvariantCulture)));
            }
            inbox.Add(new Received(sms.To, sms.Text));
            var id = "N" + (++sent).ToString(CultureInfo.InvariantCulture);
            if (AnswersLost > 0)
            {
                AnswersLost--;
                return Task.FromResult(Handover.Ambiguous);
            }
            if (Reports) reports.Enqueue(ReturnsMessageId
                ? new DeliveryReport(Name, sms.MessageId, null, DeliveryState.Delivered, null, sms.To)
                : new DeliveryReport(Name, null, id, DeliveryState.Delivered, null, sms.To));
            return Task.FromResult(Handover.Accepted(id));
        }
    }

    public Task<Handover?> FindAsync(OutboundSms sms, NodaTime.Instant since, CancellationToken ct)
    {
        lock (gate)
        {
            if (!Remembers) return Task.FromResult<Handover?>(Handover.Ambiguous);
            if (Unreachable-- > 0) return Task.FromResult<Handover?>(null);
            var at = inbox.FindLastIndex(r => r.Phone == sms.To && r.Text == sms.Text);
            return Task.FromResult<Handover?>(at < 0 ? Handover.Refused(SendFailure.Unknown) : Handover.Accepted($"N{at + 1}"));
        }
    }

    public IReadOnlyList<DeliveryReport> TakeReports()
    {
        lock (gate)
        {
            DeliveryReport[] all = [.. reports];
            reports.Clear();
            return all;
        }
    }
}
