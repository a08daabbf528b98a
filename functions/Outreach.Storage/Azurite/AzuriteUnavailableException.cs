namespace Outreach.Storage.Azurite;

/// <summary>The storage emulator cannot run on this machine. The message is one sentence that says how to fix this.</summary>
public sealed class AzuriteUnavailableException : Exception
{
    public AzuriteUnavailableException(string message) : base(message)
    {
    }

    public AzuriteUnavailableException(string message, Exception inner) : base(message, inner)
    {
    }
}
