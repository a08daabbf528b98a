using Microsoft.Extensions.Options;
using Outreach.Core;
using Outreach.Core.Accounts;
using Outreach.Core.Lines;
using Outreach.Core.People;

namespace Outreach.App.UseCases;

/// <summary>Takes one SMS from the queue: the line is read, its person's account too, and the line decides.</summary>
public sealed class HandleInboundSms(Engine engine, IOptions<OutreachOptions> options)
{
    public async Task HandleAsync(InboundSms sms, CancellationToken ct)
    {
        // Nobody outside the served countries is answered: a flood of them would cost money and tell nothing.
        if (Country.OfPhone(sms.From) is null) return;
        var work = new Work(queued: true);
        var id = AggregateId.Line(sms.From);
        var holder = (await engine.StateAsync<Line>(work, id, ct))?.Holder;
        var account = holder is null ? null : await engine.StateAsync<Account>(work, AggregateId.Account(holder.Programme, holder.PersonId), ct);
        var cause = $"sms|{sms.Gateway}|{sms.Id}";
        await engine.ExecuteAsync(work, id, new SmsIn($"{sms.Gateway}|{sms.Id}", sms.Text, account, options.Value.UssdCode), cause, ct);
    }
}
