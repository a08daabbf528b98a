namespace Outreach.Core.Kernel;

/// <summary>
/// What a task asks a coordinator to look at. The name is stored with the task and is the key of its sentence in the console,
/// <c>Task.late payment</c>. Where something follows the name, it stands behind a colon and is not translated.
/// </summary>
public static class TaskKinds
{
    public const string LatePayment = "late payment";
    public const string LateGoods = "late goods";
    public const string NotReached = "not reached";
    public const string AccountFull = "account full";
    public const string PaymentWithoutAgreement = "payment without an agreement";
    public const string ApprovedNotDone = "approved and not carried out";

    public const string Dispute = "dispute";
    public const string DisputeNotAnswered = "dispute not answered in time";
    public const string DisputeUnresolved = "dispute unresolved";
    public const string ProposalRefused = "proposal refused";
    public const string MediatorStopped = "mediator has stopped our SMS, name another";
    public const string MediatorNotReached = "mediator not reached, name another";
    public const string MediatorRefused = "mediator does not help, name another";

    public const string Interest = "interest";
    public const string TraderToConfirm = "trader to confirm";
    public const string NameNear = "name near a company's or an office's";
    public const string MessageToFollowUp = "message to follow up";
    public const string LearnerQuiet = "learner gone quiet";
    public const string LeftProgramme = "left the programme";
    public const string PersonWithoutPhone = "person without a phone";
    public const string PersonHasLeft = "not carried out, the person has left";
    public const string LeftThisPhone = "not carried out, the person has left this phone";
    public const string CouldNotHear = "not carried out, the person could not hear of it";
    public const string CannotBeToldOfErasure = "cannot be told of an erasure";
    public const string ObjectsToErasure = "objects to an erasure";
    public const string StoppedOnPhone = "stopped on the phone";

    public const string NumberGivenUp = "number given up";
    public const string NumberGivenToAnother = "number given to another";
    public const string NumberQuarantined = "number quarantined";
    public const string NumberChangeRefused = "number change refused";
    public const string TooManyOnPhone = "too many people on one phone";
    public const string TakenOffPhone = "taken off a phone by its user";
    public const string PinResetRefused = "pin-reset-refused";

    public const string PhoneOverLimit = "phone over its limit";
    public const string NumbersOverLimit = "numbers over their limit";
    public const string UnaskedOverLimit = "more unasked messages than an hour may have";
    public const string TipGrown = "tip stopped, its people or price grew";
    public const string TipWithoutMoney = "tip waits, no money left in the month's budget";
    public const string TipWithoutCredit = "tip waits, the gateway has no credit";
    public const string EndWithoutMoney = "no money for the SMS about the end";
    public const string EventsNotTaken = "events not taken";
    public const string TipRefused = "tip waits, the gateway refuses our account";

    /// <summary>No answer about a load, a payment or terms.</summary>
    /// <param name="what">The kind of question.</param>
    public static string NoAnswer(Enum what) => $"no answer about a {what.ToString().ToLowerInvariant()}";

    /// <summary>The kind with what follows it.</summary>
    public static string With(this string kind, object follows) => $"{kind}: {follows}";
}
