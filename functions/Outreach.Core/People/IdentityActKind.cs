namespace Outreach.Core.People;

/// <summary>Acts of coordinators that touch how a person is reached or proves who they are. Each takes two owners.</summary>
public enum IdentityActKind { NumberAdded, NumberLeft, NumberMoved, PinReset, Erased }
