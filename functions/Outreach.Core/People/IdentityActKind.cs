namespace Outreach.Core.People;

/// <summary>
/// Acts that touch how a person is reached or proves who they are. A coordinator's takes two owners; only the person does <c>Left</c> and
/// <c>PinChanged</c>.
/// </summary>
public enum IdentityActKind { NumberAdded, NumberLeft, NumberMoved, PinReset, Erased, Left, PinChanged }
