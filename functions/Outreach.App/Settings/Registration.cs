using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Outreach.App;

public static class Registration
{
    /// <summary>
    /// Registers the App's services. The host adds <see cref="ITables"/>, <see cref="IQueues"/>, the gateways, a clock, and bound
    /// <see cref="OutreachOptions"/>.
    /// </summary>
    public static IServiceCollection AddOutreachApp(this IServiceCollection services) => services
        .AddSingleton(s => s.GetRequiredService<IOptions<OutreachOptions>>().Value)
        .AddSingleton<IValidateOptions<OutreachOptions>, RoutesValidation>()
        .AddSingleton<IValidateOptions<OutreachOptions>, ApiGrantsValidation>()
        .AddSingleton<IValidateOptions<OutreachOptions>, PepperValidation>()
        .AddSingleton<IValidateOptions<OutreachOptions>, LimitsValidation>()
        .AddSingleton<IValidateOptions<OutreachOptions>, RetentionValidation>()
        .AddSingleton<IValidateOptions<OutreachOptions>, TextsValidation>()
        .AddSingleton<KeyHolders>()
        .AddSingleton<SendingLimits>()
        .AddSingleton<Rates>()
        .AddSingleton<BulkPace>()
        .AddSingleton<TipDays>()
        .AddSingleton<StrayReports>()
        .AddSingleton<GatewayChoice>()
        .AddSingleton<SmsSender>()
        .AddSingleton<AuditTrail>()
        .AddSingleton<Effects>()
        .AddSingleton<Engine>()
        .AddSingleton<PinHasher>()
        .AddSingleton<AnswerUssd>()
        .AddSingleton<HandleInboundSms>()
        .AddSingleton<HandleDeliveryReport>()
        .AddSingleton<HandleWork>()
        .AddSingleton<RunBroadcast>()
        .AddSingleton<Audiences>()
        .AddSingleton<Standings>()
        .AddSingleton<Groups>()
        .AddSingleton<RunBatch>()
        .AddSingleton<Broadcasts>()
        .AddSingleton<TextUses>()
        .AddSingleton<OwnerBudgets>()
        .AddSingleton<ApiRefusals>()
        .AddSingleton<OpenProgrammes>()
        .AddSingleton<People>()
        .AddSingleton<Consents>()
        .AddSingleton<MissedCalls>()
        .AddSingleton<Imports>()
        .AddSingleton<TradeLists>()
        .AddSingleton<Erasures>()
        .AddSingleton<PersonalData>()
        .AddSingleton<OwnMessages>()
        .AddSingleton<Retention>()
        .AddSingleton<Sweeps>()
        .AddSingleton<FigureWalk>()
        .AddSingleton<ProgrammeFigures>()
        .AddSingleton<Agreements>()
        .AddSingleton<Ledgers>()
        .AddSingleton<Inboxes>()
        .AddSingleton<Tasks>()
        .AddSingleton<Courses>()
        .AddSingleton<TeachLearner>()
        .AddSingleton<Intakes>()
        .AddSingleton<Transactions>()
        .AddSingleton<Approvals>()
        .AddSingleton<Requests>()
        .AddSingleton<PinResetting>()
        .AddSingleton<SessionCounts>()
        .AddSingleton<Poison>()
        .AddSingleton<QueueWorker>()
        .AddSingleton<DueTimer>()
        .AddSingleton<IInbound, Inbound>();
}
