namespace Outreach.Infra.Tests.Costs;

/// <summary>
/// One person's monthly load in a programme, with traders' turns shared among all. Four agreements from offer to receipts, a reminder for
/// each, and four tips.
/// </summary>
internal static class Workload
{
    public const int Offers = 4, Confirmations = 4, Reminders = 4, Tips = 4, BalanceSessions = 1;

    /// <summary>USSD requests for a draft from the dial to the sending, and for a look at the balance.</summary>
    public const int TurnsOfADraft = 13, TurnsOfABalance = 4;

    /// <summary>Outgoing messages: the offer, a receipt for either side, the reminder, the tip.</summary>
    public const int Messages = Offers + 2 * Confirmations + Reminders + Tips;

    /// <summary>An offer and a receipt take two segments of 153 letters; a reminder and a tip fit into one.</summary>
    public const int Segments = 2 * Offers + 2 * 2 * Confirmations + Reminders + Tips;

    /// <summary>One execution for each message and one for each USSD turn.</summary>
    public const int HttpExecutions = Confirmations + Messages + Offers * TurnsOfADraft + BalanceSessions * TurnsOfABalance;

    /// <summary>
    /// By queue: inbound SMS, delivery reports, and work items. Work items are an offer's effects and a reminder's wake-up.
    /// </summary>
    public static readonly int[] ExecutionsByQueue = [Confirmations, Messages, Offers + Reminders];

    public static readonly int QueueExecutions = ExecutionsByQueue.Sum();

    /// <summary>docs/architecture.md: twelve storage calls from an answer to both receipts, one of them on a queue.</summary>
    public const int CallsOfAConfirmation = 12;

    /// <summary>docs/architecture.md: 56 calls for a batch of 1,000 recipients.</summary>
    public const decimal CallsOfATip = 0.056m;

    /// <summary>
    /// A turn reads and writes once. A draft reads two subscribers more, and its end takes nine operations. A reminder reads its bucket's
    /// row, agreement and subscriber and writes five; a report reads and writes its message.
    /// </summary>
    public const decimal TableOperations = Offers * (2 * TurnsOfADraft + 2 + 9) + Confirmations * (CallsOfAConfirmation - 1) + Reminders * 8
        + Tips * CallsOfATip + 2 * Messages + BalanceSessions * (2 * TurnsOfABalance + 2);

    /// <summary>Each queue message is sent, received and deleted; the release of an offer's guard adds one operation.</summary>
    public static readonly int QueueOperations = 3 * QueueExecutions + Offers;

    /// <summary>Kilobytes that a month adds to the tables: twenty messages, four agreements, their entries and reports.</summary>
    public const decimal KilobytesKept = 45;
}
